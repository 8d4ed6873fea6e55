using System.IO.Compression;
using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>Writes data sets and arrays as NPZ: <c>numpy.load(path)</c> reads them.</summary>
/// <remarks>The same arrays give the same bytes: members carry ZIP's first date, not the time.</remarks>
public static class NpzWriter
{
    /// <summary>Writes named arrays as float32.</summary>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, Tensor>> arrays) =>
        Pack(path, zip =>
        {
            foreach (var (name, values) in arrays)
                Add(zip, name, stream => NpyWriter.Write(stream, values));
        });

    /// <summary>Writes a data set: <c>x</c> (float32) and <c>y</c> (int32).</summary>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public static void Write(string path, Dataset data) =>
        Pack(path, zip =>
        {
            Add(zip, "x", stream => NpyWriter.Write(stream, data.Inputs));
            Add(zip, "y", stream => NpyWriter.Write(stream, data.Labels));
        });

    private static void Pack(string path, Action<ZipArchive> add) => AtomicFile.Write(path, stream =>
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        add(zip);
    });

    private static void Add(ZipArchive zip, string name, Action<Stream> write)
    {
        var entry = zip.CreateEntry(name + ".npy", CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        write(stream);
    }
}
