using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>Reads NPY files: one NumPy array of booleans, integers or floating-point numbers.</summary>
/// <remarks>Either byte order, either memory order, format versions 1 to 3. Pickled objects are refused:
/// nothing in a file is executed. Numbers become float32: integers beyond 2²⁴ and doubles are
/// rounded.</remarks>
public static class NpyReader
{
    /// <summary>Reads an array.</summary>
    /// <exception cref="DataException">The file cannot be read or is damaged; the message names the
    /// offset.</exception>
    public static Tensor Read(string path) => Open(path).ToTensor();

    internal static StoredArray Open(string path) => Parse(DataFile.ReadBytes(path), path);

    internal static StoredArray Parse(ReadOnlyMemory<byte> file, string source)
    {
        var header = NpyHeader.Parse(file.Span, source);
        var kind = Kind(header.Descriptor, source, out bool bigEndian);
        return StoredArray.Create(
            source, header.Shape, kind, bigEndian, header.FortranOrder, file[header.Length..], header.Length);
    }

    private static NumberKind Kind(string descriptor, string source, out bool bigEndian)
    {
        bigEndian = descriptor.StartsWith('>');
        return descriptor.TrimStart('<', '>', '|', '=') switch
        {
            "u1" or "b1" => NumberKind.UInt8,
            "i1" => NumberKind.Int8,
            "u2" => NumberKind.UInt16,
            "i2" => NumberKind.Int16,
            "u4" => NumberKind.UInt32,
            "i4" => NumberKind.Int32,
            "u8" => NumberKind.UInt64,
            "i8" => NumberKind.Int64,
            "f2" => NumberKind.Float16,
            "f4" => NumberKind.Float32,
            "f8" => NumberKind.Float64,
            _ => throw new DataException($"{source}: numbers of type '{Names.OneLine(descriptor)}' are not "
                + "read. Convert the array with astype('float32') or astype('int64')."),
        };
    }
}
