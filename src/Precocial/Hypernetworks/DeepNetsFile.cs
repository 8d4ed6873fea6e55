using System.Buffers;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Precocial.Architectures;
using Precocial.Formats;

namespace Precocial;

/// <summary>Reads and writes a <see cref="DeepNetsCollection"/>: JSON lines, compressed if the name ends in
/// .gz.</summary>
/// <remarks>
/// The first line is <c>{"format": "precocial-deepnets", "version": 1, "split", "seed", "input", "classes",
/// "networks"}</c>, each further one a genotype with the keys of the released meta data and
/// <c>num_params</c>, which is for people and is not read back. About 400 bytes a network, 30 compressed.
/// Nothing is allocated on a file's word: lines are bounded, and so is their number.
/// </remarks>
public static class DeepNetsFile
{
    private const int LongestLine = 1 << 16;

    /// <summary>Writes the file: there whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written.</exception>
    public static void Save(DeepNetsCollection collection, string path) => AtomicFile.Write(path, stream =>
    {
        if (!IsCompressed(path))
        {
            Write(collection, stream);
            return;
        }
        using var compressed = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        Write(collection, compressed);
    });

    /// <summary>Reads a file. Everything is checked: it may come from anywhere.</summary>
    /// <exception cref="FileFormatException">It is not one: one line that says where and why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DeepNetsCollection Load(string path)
    {
        using FileStream file = File.OpenRead(path);
        try
        {
            using Stream stream = IsCompressed(path)
                ? new GZipStream(file, CompressionMode.Decompress)
                : file;
            using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return Read(new BoundedLines(reader, LongestLine));
        }
        catch (Exception e) when (e is GraphException or InvalidDataException or DecoderFallbackException)
        {
            throw new FileFormatException($"{path}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private static void Write(DeepNetsCollection collection, Stream stream)
    {
        stream.Write(DeepNetsFileHead.Of(collection).Write());
        var line = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(line);
        foreach (DeepNetsGenotype network in collection.Networks)
        {
            line.Write("\n"u8);
            json.WriteStartObject();
            network.WriteKeys(json);
            json.WriteNumber("num_params",
                DeepNetsNetwork.CountParameters(network, collection.Input, collection.Classes));
            json.WriteEndObject();
            json.Flush();
            stream.Write(line.WrittenSpan);
            line.ResetWrittenCount();
            json.Reset();
        }
        stream.Write("\n"u8);
    }

    private static DeepNetsCollection Read(BoundedLines lines)
    {
        string first = lines.Next() ?? throw new InvalidDataException("the file is empty.");
        var head = DeepNetsFileHead.Read(first);
        var networks = ImmutableArray.CreateBuilder<DeepNetsGenotype>();
        while (lines.Next() is { } line)
        {
            if (networks.Count == head.Networks)
                throw new InvalidDataException($"line {lines.Number}: the first line promises "
                    + $"{head.Networks} networks, but there are more.");
            networks.Add(ReadNetwork(line, lines.Number));
        }
        if (networks.Count != head.Networks)
            throw new InvalidDataException($"the first line promises {head.Networks} networks, but there are "
                + $"{networks.Count}: the file is cut off.");
        return new(head.Split, head.Seed, head.Input(), head.Classes, networks.ToImmutable());
    }

    private static DeepNetsGenotype ReadNetwork(string line, int number)
    {
        try
        {
            return DeepNetsGenotype.Parse(line);
        }
        catch (GraphException e)
        {
            throw new InvalidDataException($"line {number}: {e.Message}", e);
        }
    }
}
