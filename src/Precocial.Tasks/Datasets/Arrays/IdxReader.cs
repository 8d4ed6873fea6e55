using System.Buffers.Binary;

namespace Precocial.Tasks;

/// <summary>Reads IDX files, MNIST's format, plain or gzip: images and labels in two files.</summary>
/// <remarks>Layout: two zero bytes, the kind of number, the number of axes, each axis as a big-endian 32-bit
/// number, the numbers. Source: LeCun et al., "The MNIST database", "The IDX file format".</remarks>
public static class IdxReader
{
    /// <summary>Reads images or tables, and their labels.</summary>
    /// <exception cref="DataException">A file cannot be read, is damaged, or the two do not belong
    /// together.</exception>
    public static Dataset Read(string inputsPath, string labelsPath) =>
        new ArrayParts(Open(inputsPath), Open(labelsPath)).ToDataset(DataFile.NameOf(inputsPath));

    /// <summary>Reads a folder with MNIST's file names; the t10k files, where present, are the test
    /// part.</summary>
    /// <param name="folder">Has train-images-idx3-ubyte and train-labels-idx1-ubyte, each plain or
    /// .gz.</param>
    /// <exception cref="DataException">A file is missing, cannot be read, or is damaged.</exception>
    public static Dataset ReadFolder(string folder)
    {
        StoredArray Part(string name) => Open(Find(folder, name)
            ?? throw new DataException($"{folder}: has no {name} (or .gz). Get the missing file."));
        bool hasTest = Find(folder, TestImages) is not null;
        return new ArrayParts(Part(TrainImages), Part(TrainLabels), hasTest ? Part(TestImages) : null,
            hasTest ? Part(TestLabels) : null).ToDataset(DataFile.NameOf(folder));
    }

    internal const string TrainImages = "train-images-idx3-ubyte", TrainLabels = "train-labels-idx1-ubyte";
    internal const string TestImages = "t10k-images-idx3-ubyte", TestLabels = "t10k-labels-idx1-ubyte";

    /// <summary>Whether a folder has the training part.</summary>
    internal static bool IsFolder(string folder) => Find(folder, TrainImages) is not null;

    /// <summary>The labels that belong to a file of images, by MNIST's naming; null if there are
    /// none.</summary>
    internal static string? LabelsFor(string inputsPath)
    {
        string name = Path.GetFileName(inputsPath).Replace(".gz", "", StringComparison.OrdinalIgnoreCase);
        string labels = name.Replace("images", "labels", StringComparison.OrdinalIgnoreCase)
            .Replace("idx3", "idx1", StringComparison.OrdinalIgnoreCase);
        return labels == name ? null : Find(Path.GetDirectoryName(inputsPath) ?? "", labels);
    }

    private static string? Find(string folder, string name)
    {
        // Some copies have a dot for the second dash: train-images.idx3-ubyte.
        string[] names =
            [name, name + ".gz", name.Replace("-idx", ".idx"), name.Replace("-idx", ".idx") + ".gz"];
        return names.Select(n => Path.Combine(folder, n)).FirstOrDefault(File.Exists);
    }

    private static StoredArray Open(string path) => Parse(DataFile.ReadBytes(path), path);

    internal static StoredArray Parse(ReadOnlyMemory<byte> file, string path)
    {
        var bytes = file.Span;
        if (bytes.Length < 4 || bytes[0] != 0 || bytes[1] != 0)
            throw new DataException($"{path}, offset 0: not an IDX file: two zero bytes, a type and a number "
                + "of axes were expected.");
        int rank = bytes[3], header = 4 + 4 * rank;
        if (rank == 0 || bytes.Length < header)
            throw new DataException($"{path}, offset 3: the header says {rank} axes, but the file has "
                + $"{bytes.Length} bytes. Copy or download it again.");
        var axes = new long[rank];
        for (int i = 0; i < rank; i++)
            axes[i] = BinaryPrimitives.ReadUInt32BigEndian(bytes[(4 + 4 * i)..]);
        return StoredArray.Create(path, axes, Kind(bytes[2], path), bigEndian: true, columnMajor: false,
            file[header..], header);
    }

    private static NumberKind Kind(byte code, string path) => code switch
    {
        0x08 => NumberKind.UInt8,
        0x09 => NumberKind.Int8,
        0x0B => NumberKind.Int16,
        0x0C => NumberKind.Int32,
        0x0D => NumberKind.Float32,
        0x0E => NumberKind.Float64,
        _ => throw new DataException($"{path}, offset 2: unknown number type 0x{code:X2}; "
            + "0x08, 0x09 and 0x0B to 0x0E were expected."),
    };
}
