using Precocial.Tensors;

namespace Precocial.Formats;

/// <summary>Reads and writes safetensors files: named tensors, and a header that is data and nothing
/// else.</summary>
/// <remarks>
/// 8 bytes: length N of the header, little-endian; N bytes: JSON, <c>{"name": {"dtype", "shape",
/// "data_offsets"}, ..., "__metadata__": {...}}</c>; then the elements, row-major, little-endian, without
/// gaps. Written as F32; F16, BF16, F64 and I64 are read and converted. A network in one file is
/// <see cref="NetworkFile"/>.
/// </remarks>
public static class SafeTensors
{
    /// <summary>Writes tensors as F32, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(
        string path, IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, stream => SafeTensorsWriter.Write(stream, tensors, metadata));

    /// <summary>Reads a file. Every size is checked against the file's length before memory is taken for
    /// it.</summary>
    /// <exception cref="FileFormatException">Not a sound safetensors file: says where and what was
    /// expected.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafeTensorsFile Load(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Load(stream, Path.GetFileName(path));
    }

    /// <summary>Reads a stream that can tell its length.</summary>
    /// <param name="stream">Positioned at the start.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="FileFormatException">As of <see cref="Load(string)"/>.</exception>
    public static SafeTensorsFile Load(Stream stream, string name)
    {
        try
        {
            return SafeTensorsReader.Read(stream, name);
        }
        catch (EndOfStreamException e)
        {
            throw new FileFormatException($"{name}: the file became shorter while it was read.", e);
        }
    }
}
