using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Precocial.Search;

/// <summary>The bytes of a <see cref="GenerationSnapshot"/>, version 2. Version 1 had no heats.</summary>
/// <remarks>
/// "PCGENS" and two bytes of version; the SHA-256 of the content; its length (4 bytes); the content,
/// compressed (zlib). The content: little-endian numbers; texts and lists with their length (4 bytes) before
/// them. A length is compared with what is left before anything is allocated.
/// </remarks>
internal static class SnapshotFormat
{
    private const int HeaderSize = 8 + SHA256.HashSizeInBytes + 4;

    /// <summary>The compression cannot do better than 1 : 1032, so a longer content is a lie.</summary>
    private const long BestCompression = 1032;

    private static readonly byte[] s_magic = [.. "PCGENS"u8, 2, 0];

    public static byte[] Write(GenerationSnapshot snapshot)
    {
        var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
            WriteContent(writer, snapshot);
        ReadOnlySpan<byte> plain = content.GetBuffer().AsSpan(0, (int)content.Length);
        var file = new MemoryStream();
        file.Write(s_magic);
        file.Write(SHA256.HashData(plain));
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, plain.Length);
        file.Write(length);
        using (var zip = new ZLibStream(file, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(plain);
        return file.ToArray();
    }

    public static GenerationSnapshot Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize || !bytes[..6].SequenceEqual(s_magic.AsSpan(0, 6)))
            throw new FormatException("The bytes are not a snapshot of a search by generations.");
        if (bytes[6] > s_magic[6] || bytes[7] != 0)
        {
            throw new FormatException($"The snapshot has version {bytes[6]}, but this program reads version "
                + $"{s_magic[6]}: it was made by a newer one.");
        }
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes[(HeaderSize - 4)..]);
        if (length < 0 || length > BestCompression * (bytes.Length - HeaderSize))
            throw Damaged();
        byte[] content = Unpacked(bytes[HeaderSize..], length);
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(bytes[8..(8 + SHA256.HashSizeInBytes)]))
            throw Damaged();
        return ReadContent(content, version: bytes[6]);
    }

    private static byte[] Unpacked(ReadOnlySpan<byte> packed, int length)
    {
        var content = new byte[length];
        try
        {
            using var zip = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            zip.ReadExactly(content);
            return zip.ReadByte() < 0 ? content : throw Damaged();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw Damaged();
        }
    }

    private static void WriteContent(BinaryWriter writer, GenerationSnapshot snapshot)
    {
        WriteText(writer, snapshot.Settings);
        writer.Write(snapshot.Seed);
        writer.Write(snapshot.Completed);
        WriteMembers(writer, snapshot.Population);
        writer.Write(snapshot.Champions.Length);
        foreach (var champion in snapshot.Champions)
        {
            WriteText(writer, champion.Genotype);
            WriteText(writer, champion.Feedback);
            writer.Write(champion.Merit);
            writer.Write(champion.Generation);
        }
        writer.Write(snapshot.Curve.Length);
        foreach (var row in snapshot.Curve)
            WriteRow(writer, row);
        WriteMembers(writer, snapshot.Ahead);
    }

    private static void WriteMembers(BinaryWriter writer, ImmutableArray<SnapshotMember> members)
    {
        writer.Write(members.Length);
        foreach (var member in members)
        {
            WriteText(writer, member.Genotype);
            WriteText(writer, member.Feedback ?? "");
        }
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static void WriteRow(BinaryWriter writer, GenerationRow row)
    {
        writer.Write(row.Generation);
        writer.Write(row.Evaluations);
        foreach (double value in (ReadOnlySpan<double>)
            [row.Mean, row.Median, row.Max, row.Top, row.Peak, row.MedianNodes, row.MedianConnections])
            writer.Write(value);
        writer.Write(row.BestConnections);
        writer.Write(row.Failed);
    }

    private static GenerationSnapshot ReadContent(byte[] content, int version)
    {
        try
        {
            var reader = new ContentReader(content);
            var snapshot = new GenerationSnapshot(
                reader.Text(), (ulong)reader.Int64(), reader.Int32(), ReadMembers(ref reader),
                reader.List(20, static (ref ContentReader r) =>
                    new SnapshotChampion(r.Text(), r.Text(), r.Double(), r.Int32())),
                reader.List(80, static (ref ContentReader r) => new GenerationRow(
                    r.Int32(), r.Int64(), r.Double(), r.Double(), r.Double(), r.Double(), r.Double(),
                    r.Double(), r.Double(), r.Int64(), r.Int32())),
                version == 1 ? [] : ReadMembers(ref reader));
            return reader.AtEnd && snapshot.Completed >= 0 ? snapshot : throw Damaged();
        }
        catch (ArgumentException)
        {
            throw Damaged();
        }
    }

    private static ImmutableArray<SnapshotMember> ReadMembers(ref ContentReader reader) =>
        reader.List(8, static (ref ContentReader r) => new SnapshotMember(r.Text(), NullIfEmpty(r.Text())));

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static FormatException Damaged() => new("The snapshot of the search is damaged.");

    private delegate T ReadItem<T>(ref ContentReader reader);

    // Slicing beyond the end throws ArgumentOutOfRangeException.
    private ref struct ContentReader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _left = bytes;

        public readonly bool AtEnd => _left.IsEmpty;

        public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

        public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

        public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

        public string Text() => Encoding.UTF8.GetString(Take(Int32()));

        public ImmutableArray<T> List<T>(int leastSize, ReadItem<T> read)
        {
            int count = Int32();
            if (count < 0 || count > _left.Length / leastSize)
                throw Damaged();
            var items = ImmutableArray.CreateBuilder<T>(count);
            for (int i = 0; i < count; i++)
                items.Add(read(ref this));
            return items.MoveToImmutable();
        }

        private ReadOnlySpan<byte> Take(int count)
        {
            var taken = _left[..count];
            _left = _left[count..];
            return taken;
        }
    }
}
