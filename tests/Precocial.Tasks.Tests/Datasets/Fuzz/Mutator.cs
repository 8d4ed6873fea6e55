using System.Buffers.Binary;
using Precocial.Tensors;

namespace Precocial.Tasks.Tests;

/// <summary>Damages files as accidents and attackers do: bits, lengths, cuts, copies, and tokens of the
/// format.</summary>
internal sealed class Mutator(Rng rng, params string[] tokens)
{
    private static readonly long[] Interesting =
        [0, 1, -1, 2, 255, 256, 65535, 65536, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue,
            long.MinValue];

    public byte[] Mutate(byte[] file)
    {
        var bytes = new List<byte>(file);
        for (int edits = 1 + rng.Next(4); edits > 0; edits--)
            Edit(bytes);
        return [.. bytes];
    }

    private void Edit(List<byte> bytes)
    {
        // Headers matter most: half of the edits are within the first 64 bytes.
        int at = bytes.Count == 0 ? 0 : rng.Next(rng.NextBool() ? Math.Min(64, bytes.Count) : bytes.Count);
        int length = Math.Min(rng.Next(1 << rng.Next(10)) + 1, bytes.Count - at);
        switch (rng.Next(8))
        {
            case 0 when bytes.Count > 0:
                bytes[at] = (byte)rng.Next(256);
                break;
            case 1 when bytes.Count > 0:
                bytes[at] ^= (byte)(1 << rng.Next(8));
                break;
            case 2:
                Overwrite(bytes, at);
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 6 when tokens.Length > 0:
                bytes.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(tokens[rng.Next(tokens.Length)]));
                break;
            default:
                bytes.Insert(at, (byte)rng.Next(256));
                break;
        }
    }

    private void Overwrite(List<byte> bytes, int at)
    {
        Span<byte> number = stackalloc byte[8];
        long value = Interesting[rng.Next(Interesting.Length)];
        int size = 1 << rng.Next(4);
        if (rng.NextBool())
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
        else
            BinaryPrimitives.WriteInt64BigEndian(number, value << (64 - 8 * size));
        for (int i = 0; i < size && at + i < bytes.Count; i++)
            bytes[at + i] = number[i];
    }
}
