using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>Reads CIFAR-10's binary version: data_batch_1.bin to data_batch_5.bin, and
/// test_batch.bin.</summary>
/// <remarks>A record is one label byte, then 1024 red, 1024 green and 1024 blue bytes, row by row.
/// Source: A. Krizhevsky, "Learning multiple layers of features from tiny images", 2009, and the data set's
/// page.</remarks>
public static class CifarReader
{
    private const int Side = 32, Channels = 3, Pixels = Channels * Side * Side, Record = 1 + Pixels;
    private const string Test = "test_batch.bin";

    private static readonly string[] ClassNames =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    private static readonly string[] Train = [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")];

    /// <summary>The names of the files that a whole data set has.</summary>
    internal static IReadOnlyList<string> FileNames { get; } = [.. Train, Test];

    /// <summary>Reads a folder; the test batch, where present, is the official test part.</summary>
    /// <exception cref="DataException">A training batch is missing, cannot be read, or is
    /// damaged.</exception>
    public static Dataset ReadFolder(string folder)
    {
        bool hasTest = File.Exists(Path.Combine(folder, Test));
        return Join([.. (hasTest ? FileNames : Train).Select(name => Path.Combine(folder, name))], hasTest);
    }

    /// <summary>Reads one batch.</summary>
    /// <exception cref="DataException">The file cannot be read or is damaged.</exception>
    public static Dataset Read(string path) => Join([path], hasTest: false);

    /// <summary>Whether a folder has the first training batch.</summary>
    internal static bool IsFolder(string folder) => File.Exists(Path.Combine(folder, Train[0]));

    internal static Dataset Parse(IReadOnlyList<byte[]> batches, IReadOnlyList<string> paths, bool hasTest)
    {
        long records = 0;
        for (int i = 0; i < batches.Count; i++)
            records += Check(batches[i], paths[i]);
        if (records * Pixels > int.MaxValue)
            throw new DataException($"{paths[0]}: {records} images are too many to hold. Take fewer "
                + "batches.");
        var inputs = Tensor.Zeros([(int)records, Channels, Side, Side]);
        var labels = new int[records];
        int at = 0;
        foreach (byte[] batch in batches)
        {
            for (int start = 0; start < batch.Length; start += Record, at++)
            {
                labels[at] = batch[start];
                var target = inputs.Span.Slice(at * Pixels, Pixels);
                for (int i = 0; i < Pixels; i++)
                    target[i] = batch[start + 1 + i];
            }
        }
        return new Dataset("cifar10", inputs, labels, ClassNames, hasTest ? batches[^1].Length / Record : 0);
    }

    private static Dataset Join(string[] paths, bool hasTest) =>
        Parse(Array.ConvertAll(paths, DataFile.ReadBytes), paths, hasTest);

    private static int Check(byte[] batch, string path)
    {
        if (batch.Length == 0 || batch.Length % Record != 0)
            throw new DataException($"{path}: {batch.Length} bytes, but CIFAR-10 has records of {Record}. "
                + "Copy or download the file again.");
        for (int start = 0; start < batch.Length; start += Record)
        {
            if (batch[start] >= ClassNames.Length)
                throw new DataException($"{path}, offset {start}: label {batch[start]}, but CIFAR-10 has 0 "
                    + $"to {ClassNames.Length - 1}. Copy or download the file again.");
        }
        return batch.Length / Record;
    }
}
