using System.Runtime.InteropServices;
using System.Text;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>The state of a <see cref="SupernetTraining"/> as bytes.</summary>
/// <remarks>Little-endian: "PRST", version, step, FLOPs as a double, length of the weights' bytes and these,
/// number of velocities; for each its weight's key (length-prefixed UTF-8), count and numbers as
/// float32.</remarks>
internal static class SupernetTrainingBytes
{
    private const uint Magic = 0x54535250; // "PRST"
    private const int Version = 1;

    public static byte[] Write(
        int step, double flops, byte[] weights, IReadOnlyDictionary<string, Tensor> velocities)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(step);
        writer.Write(flops);
        writer.Write(weights.Length);
        writer.Write(weights);
        writer.Write(velocities.Count);
        foreach ((string key, Tensor velocity) in velocities)
        {
            writer.Write(key);
            writer.Write(velocity.Count);
            writer.Write(MemoryMarshal.AsBytes(velocity.Span));
        }
        writer.Flush();
        return stream.ToArray();
    }

    public static (int Step, double Flops, byte[] Weights, IReadOnlyDictionary<string, float[]> Velocities)
        Read(ReadOnlySpan<byte> bytes)
    {
        using var stream = new MemoryStream(bytes.ToArray());
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        try
        {
            if (reader.ReadUInt32() != Magic || reader.ReadInt32() != Version)
                throw Damaged(null);
            int step = reader.ReadInt32();
            double flops = reader.ReadDouble();
            byte[] weights = reader.ReadBytes(reader.ReadInt32());
            var velocities = new Dictionary<string, float[]>(StringComparer.Ordinal);
            for (int left = reader.ReadInt32(); left > 0; left--)
                velocities[reader.ReadString()] = ReadNumbers(reader);
            return step >= 0 && stream.Position == stream.Length
                ? (step, flops, weights, velocities)
                : throw Damaged(null);
        }
        catch (Exception e) when (e is EndOfStreamException or ArgumentOutOfRangeException)
        {
            throw Damaged(e);
        }
    }

    private static float[] ReadNumbers(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        if ((uint)count > (reader.BaseStream.Length - reader.BaseStream.Position) / sizeof(float))
            throw new EndOfStreamException();
        var numbers = new float[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    private static FormatException Damaged(Exception? cause) =>
        new("Not a state of the training of shared weights, or a damaged one. Train anew.", cause);
}
