using System.Runtime.InteropServices;
using System.Text;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Tensors by key as bytes.</summary>
/// <remarks>Little-endian: "PRSN", version, number of tensors; for each its key (length-prefixed UTF-8),
/// whether it is trained, its rank and axes, its numbers as float32.</remarks>
internal static class SupernetBytes
{
    private const uint Magic = 0x4E535250; // "PRSN"
    private const int Version = 1;

    public static byte[] Write(IReadOnlyCollection<KeyValuePair<string, Tensor>> tensors)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(tensors.Count);
        foreach ((string key, Tensor tensor) in tensors)
        {
            writer.Write(key);
            writer.Write(tensor.RequiresGradient);
            writer.Write(tensor.Shape.Rank);
            foreach (int axis in tensor.Shape)
                writer.Write(axis);
            writer.Write(MemoryMarshal.AsBytes(tensor.Span));
        }
        writer.Flush();
        return stream.ToArray();
    }

    public static Dictionary<string, Tensor> Read(ReadOnlySpan<byte> bytes)
    {
        using var stream = new MemoryStream(bytes.ToArray());
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        try
        {
            if (reader.ReadUInt32() != Magic || reader.ReadInt32() != Version)
                throw new FormatException("Not the state of shared weights. Train anew.");
            var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
            for (int left = reader.ReadInt32(); left > 0; left--)
                tensors[reader.ReadString()] = ReadTensor(reader);
            return stream.Position == stream.Length
                ? tensors
                : throw new FormatException("The state of shared weights goes on after its end. Train anew.");
        }
        catch (Exception e) when (e is EndOfStreamException or ShapeException or OverflowException)
        {
            throw new FormatException("The state of shared weights is damaged. Train anew.", e);
        }
    }

    private static Tensor ReadTensor(BinaryReader reader)
    {
        bool trained = reader.ReadBoolean();
        int rank = reader.ReadInt32();
        if (rank is < 0 or > Shape.MaxRank)
            throw new FormatException("The state of shared weights is damaged. Train anew.");
        var axes = new int[rank];
        foreach (ref int axis in axes.AsSpan())
            axis = reader.ReadInt32();
        var shape = Shape.Create(axes);
        if ((long)shape.Count * sizeof(float) > reader.BaseStream.Length - reader.BaseStream.Position)
            throw new EndOfStreamException();
        var tensor = Tensor.Zeros(shape, trained);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(tensor.Span));
        return tensor;
    }
}
