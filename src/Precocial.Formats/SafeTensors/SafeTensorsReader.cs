using System.Buffers.Binary;
using Precocial.Tensors;

namespace Precocial.Formats;

/// <summary>Reads a safetensors stream: the header first, checked whole, then the elements.</summary>
internal static class SafeTensorsReader
{
    private const int MaxHeader = 100_000_000; // the reference implementation's limit
    private const int Chunk = 1 << 16;

    public static SafeTensorsFile Read(Stream stream, string name)
    {
        Span<byte> prefix = stackalloc byte[8];
        if (stream.Length < 8)
            throw new FileFormatException($"{name}: expected at least 8 bytes, but the file has "
                + $"{stream.Length}.");
        stream.ReadExactly(prefix);
        long length = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (length < 2 || length > MaxHeader || length > stream.Length - 8)
            throw new FileFormatException($"{name}, byte 0: expected the length of the header, 2 to "
                + $"{Math.Min(MaxHeader, stream.Length - 8)}, but found {length}.");
        byte[] header = new byte[length];
        stream.ReadExactly(header);

        var metadata = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        List<SafeTensorsEntry> entries =
            new SafeTensorsHeader(name, stream.Length - 8 - length).Read(header, metadata);
        return new SafeTensorsFile(ReadElements(stream, entries), metadata);
    }

    // The entries are in the order of their offsets and leave no gap.
    private static OrderedDictionary<string, Tensor> ReadElements(
        Stream stream, List<SafeTensorsEntry> entries)
    {
        var tensors = new OrderedDictionary<string, Tensor>(entries.Count, StringComparer.Ordinal);
        byte[] chunk = new byte[Chunk];
        foreach (SafeTensorsEntry entry in entries)
        {
            Tensor tensor = Tensor.Zeros(entry.Shape);
            Span<float> values = tensor.Span;
            while (!values.IsEmpty)
            {
                int count = Math.Min(values.Length, Chunk / entry.Type.Size);
                Span<byte> bytes = chunk.AsSpan(0, count * entry.Type.Size);
                stream.ReadExactly(bytes);
                entry.Type.Convert(bytes, values[..count]);
                values = values[count..];
            }
            tensors.Add(entry.Name, tensor);
        }
        return tensors;
    }
}
