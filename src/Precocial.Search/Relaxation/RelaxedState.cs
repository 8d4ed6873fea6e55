using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>What a relaxed search has trained, as bytes.</summary>
/// <remarks>Little-endian: "PRRX", version, the seed of weights and batches, steps taken, number of floats;
/// then w and its momentum as float32. α is in the ledger.</remarks>
internal static class RelaxedState
{
    private const uint Magic = 0x58525250; // "PRRX"
    private const int Version = 1, Header = 32;

    public static byte[] Write(ulong seed, long step, IReadOnlyList<Tensor> tensors)
    {
        int floats = tensors.Sum(t => t.Count);
        byte[] bytes = new byte[Header + (long)floats * sizeof(float)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), seed);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), step);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), floats);
        Span<byte> rest = bytes.AsSpan(Header);
        foreach (Tensor tensor in tensors)
        {
            MemoryMarshal.AsBytes(tensor.Span).CopyTo(rest);
            rest = rest[(tensor.Count * sizeof(float))..];
        }
        return bytes;
    }

    /// <summary>The seed and the steps taken.</summary>
    /// <exception cref="FormatException">It is no such state.</exception>
    public static (ulong Seed, long Step) Head(ReadOnlySpan<byte> bytes)
    {
        bool fits = bytes.Length >= Header && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Magic
            && BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]) == Version;
        return fits
            ? (BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]))
            : throw new FormatException(
                $"Not a state of a relaxed search: {bytes.Length} bytes that begin otherwise. Search anew.");
    }

    /// <summary>Fills the tensors.</summary>
    /// <exception cref="FormatException">It is the state of another network.</exception>
    public static void Read(ReadOnlySpan<byte> bytes, IReadOnlyList<Tensor> tensors)
    {
        int floats = tensors.Sum(t => t.Count);
        if (bytes.Length != Header + (long)floats * sizeof(float)
            || BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]) != floats)
        {
            throw new FormatException($"Not a state of this relaxed search: expected {floats} numbers, but "
                + $"there are {bytes.Length} bytes. Search anew.");
        }
        ReadOnlySpan<byte> rest = bytes[Header..];
        foreach (Tensor tensor in tensors)
        {
            rest[..(tensor.Count * sizeof(float))].CopyTo(MemoryMarshal.AsBytes(tensor.Span));
            rest = rest[(tensor.Count * sizeof(float))..];
        }
    }
}
