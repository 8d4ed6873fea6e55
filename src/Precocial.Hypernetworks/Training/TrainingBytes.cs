using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>The state of a <see cref="HypernetworkTraining"/> as bytes.</summary>
/// <remarks>Little-endian: "PRHT", version, step, retries, number of doubles, number of floats; the sums of
/// the distribution as doubles; every weight tensor and every tensor of the optimizer's state as
/// floats.</remarks>
internal static class TrainingBytes
{
    private const uint Magic = 0x54485250; // "PRHT"
    private const int Version = 1, Header = 32;

    public static byte[] Write(HypernetworkTraining training)
    {
        Tensor[] tensors = TensorsOf(training);
        var bytes = new byte[Length(training, tensors)];
        WriteHeader(bytes, training, tensors);
        Span<byte> rest = bytes.AsSpan(Header);
        MemoryMarshal.AsBytes(training.Seen.AsSpan()).CopyTo(rest);
        rest = rest[(training.Seen.Length * sizeof(double))..];
        foreach (Tensor tensor in tensors)
        {
            MemoryMarshal.AsBytes(tensor.Span).CopyTo(rest);
            rest = rest[(tensor.Count * sizeof(float))..];
        }
        return bytes;
    }

    public static void Read(ReadOnlySpan<byte> bytes, HypernetworkTraining training)
    {
        Tensor[] tensors = TensorsOf(training);
        var expected = new byte[Header];
        WriteHeader(expected, training, tensors);
        bool fits = bytes.Length == Length(training, tensors)
            && bytes[..8].SequenceEqual(expected.AsSpan(0, 8))
            && bytes[24..Header].SequenceEqual(expected.AsSpan(24));
        if (!fits)
        {
            throw new FormatException("Not a state of this hypernetwork's training: expected "
                + $"{tensors.Sum(t => t.Count)} "
                + $"numbers in {Length(training, tensors)} bytes, but there are {bytes.Length} bytes. "
                + "Begin anew.");
        }
        training.Step = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
        training.Retries = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]);
        ReadOnlySpan<byte> rest = bytes[Header..];
        int size = training.Seen.Length * sizeof(double);
        MemoryMarshal.Cast<byte, double>(rest[..size]).CopyTo(training.Seen);
        rest = rest[size..];
        foreach (Tensor tensor in tensors)
        {
            rest[..(tensor.Count * sizeof(float))].CopyTo(MemoryMarshal.AsBytes(tensor.Span));
            rest = rest[(tensor.Count * sizeof(float))..];
        }
    }

    private static void WriteHeader(Span<byte> header, HypernetworkTraining training, Tensor[] tensors)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], training.Step);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], training.Retries);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], training.Seen.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], tensors.Sum(t => t.Count));
    }

    private static long Length(HypernetworkTraining training, Tensor[] tensors) =>
        Header + (long)training.Seen.Length * sizeof(double)
            + tensors.Sum(t => (long)t.Count) * sizeof(float);

    private static Tensor[] TensorsOf(HypernetworkTraining training) =>
        [.. training.Hypernetwork.Parameters, .. training.Optimizer.State];
}
