namespace Precocial.Tasks;

/// <summary>Reads a data set from a path, whose kind shows in its content: CSV, IDX, NPY, NPZ, CIFAR-10
/// batch, folder of PNG images by class, or a folder with the files of one of these.</summary>
public static class DataPath
{
    private const int Sniffed = 512;

    private const string Kinds = "CSV, IDX, NPY, NPZ, CIFAR-10 binary, or a folder of PNG images by class";

    /// <summary>Reads a file or folder.</summary>
    /// <exception cref="DataException">The kind is not known, or the data cannot be read.</exception>
    public static Dataset Read(string path, LoadOptions options)
    {
        try
        {
            return Directory.Exists(path) ? ReadFolder(path, options) : ReadFile(path, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DataFile.Unreadable(path, e);
        }
    }

    private static Dataset ReadFolder(string folder, LoadOptions options)
    {
        if (IdxReader.IsFolder(folder))
            return IdxReader.ReadFolder(folder);
        if (CifarReader.IsFolder(folder))
            return CifarReader.ReadFolder(folder);
        if (Arrays(folder) is { } arrays)
            return arrays.ToDataset(DataFile.NameOf(folder));
        if (PngFolderReader.IsFolder(folder))
            return PngFolderReader.Read(folder);
        string[] single = [.. Directory.GetFiles(folder).Where(IsWhole)];
        return single.Length == 1 ? ReadFile(single[0], options) : throw new DataException($"{folder}: "
            + (single.Length == 0 ? $"holds no data that are known: {Kinds}."
                : "holds several data sets. Name one: "
                    + $"{Names.Some([.. single.Select(f => Path.GetFileName(f))])}."));
    }

    private static bool IsWhole(string file)
    {
        string name = file.ToLowerInvariant();
        return name.EndsWith(".csv") || name.EndsWith(".csv.gz") || name.EndsWith(".npz")
            || name.EndsWith(".npy");
    }

    private static Dataset ReadFile(string path, LoadOptions options)
    {
        byte[] bytes = DataFile.ReadBytes(path);
        string name = DataFile.NameOf(path), extension = Path.GetExtension(path).ToLowerInvariant();
        if (NpyHeader.IsNpy(bytes))
            return ReadNpy(path, bytes, name);
        if (bytes is [(byte)'P', (byte)'K', 3, 4, ..])
            return ReadNpz(path, bytes, name);
        if (bytes.AsSpan().StartsWith(PngChunks.Signature))
            throw new DataException($"{path}: one image, but a data set was expected. Name the folder that "
                + "has a subfolder for each class.");
        if (extension == ".bin")
            return CifarReader.Parse([bytes], [path], hasTest: false);
        if (bytes is [0, 0, >= 0x08 and <= 0x0E, ..])
            return ReadIdx(path);
        if (bytes.AsSpan(0, Math.Min(bytes.Length, Sniffed)).Contains((byte)0))
            throw new DataException($"{path}: not a kind of data that is known: {Kinds}.");
        var csv = new CsvOptions { LabelColumn = options.LabelColumn, Header = options.Header };
        return CsvReader.Parse(bytes, path, csv).ToDataset(name);
    }

    private static Dataset ReadIdx(string path) => IdxReader.Read(path, IdxReader.LabelsFor(path)
        ?? throw new DataException($"{path}: the file with its labels is not beside it. Name a pair as MNIST "
            + "does: a-images-idx3-ubyte and a-labels-idx1-ubyte."));

    private static Dataset ReadNpz(string path, byte[] bytes, string name)
    {
        var arrays = NpzReader.Parse(bytes, path);
        return NamedArrays.Find(arrays.Keys, key => arrays[key])?.ToDataset(name)
            ?? throw new DataException($"{path}: has the arrays {Names.Some([.. arrays.Keys])}, but x and y, "
                + "or x_train, y_train, x_test and y_test were expected. Rename them.");
    }

    private static Dataset ReadNpy(string path, byte[] bytes, string name)
    {
        string folder = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        if (Arrays(folder) is { } arrays
            && Path.GetFileName(arrays.Inputs.Source) == Path.GetFileName(path))
        {
            return arrays.ToDataset(name);
        }
        return NpyTable.ToDataset(NpyReader.Parse(bytes, path), name);
    }

    /// <summary>The .npy files of a folder that together are a data set; null if none do.</summary>
    private static ArrayParts? Arrays(string folder)
    {
        var files = Directory.GetFiles(folder, "*.npy").Select(f => Path.GetFileNameWithoutExtension(f))
            .ToArray();
        return NamedArrays.Find(files, name => NpyReader.Open(Path.Combine(folder, name + ".npy")));
    }
}
