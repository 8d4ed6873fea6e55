namespace Precocial.Tasks;

/// <summary>Finds data sets by name (<c>digits</c>, <c>mnist</c>, <c>fashion-mnist</c>, <c>cifar10</c>) or by
/// path.</summary>
/// <remarks><see cref="DatasetDownloads"/> gets those that are not on the machine; <see cref="Digits"/> is
/// built in.</remarks>
public static class DatasetCatalog
{
    private const string BuiltIn = "digits";

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = [BuiltIn, .. NamedSet.All.Select(set => set.Name)];

    /// <summary>Every named data set, and where it is on this machine.</summary>
    public static IReadOnlyList<CatalogEntry> List(DataLocations locations) =>
    [
        new(BuiltIn, "handwritten digits, 1,797, [1, 8, 8], 10 classes (built in)",
            "Alpaydin and Kaynak 1998, UCI; CC BY 4.0", Folder: ""),
        .. NamedSet.All.Select(set =>
            new CatalogEntry(set.Name, set.Description, set.Licence, set.Find(locations))),
    ];

    /// <summary>Loads a data set.</summary>
    /// <param name="nameOrPath">A name, or the path of a file or folder of one of the kinds that
    /// <see cref="DataPath"/> reads. A name wins over a file that is called like it; write ./mnist for the
    /// file.</param>
    /// <param name="locations">Where names are looked for.</param>
    /// <param name="options">How a CSV file is to be understood.</param>
    /// <exception cref="DataException">There is no such data set, or it cannot be read.</exception>
    public static Dataset Load(string nameOrPath, DataLocations locations, LoadOptions? options = null)
    {
        if (nameOrPath == BuiltIn)
            return Digits.Load();
        if (NamedSet.All.FirstOrDefault(set => set.Name == nameOrPath) is { } named)
            return named.Load(named.Find(locations) ?? throw NotFound(named, locations));
        if (File.Exists(nameOrPath) || Directory.Exists(nameOrPath))
            return DataPath.Read(nameOrPath, options ?? new());
        string hint =
            Tasks.Names.Nearest(nameOrPath, Names) is { } nearest ? $" Did you mean {nearest}?" : "";
        throw new DataException($"{Tasks.Names.OneLine(nameOrPath)}: neither a data set nor a file or "
            + $"folder.{hint} Data sets: {string.Join(", ", Names)}.");
    }

    private static DataException NotFound(NamedSet set, DataLocations locations) =>
        new($"{set.Name}: not found in {string.Join(", ", locations.Searched)}. Get it with `precocial data "
            + $"get {set.Name}`, or name its folder with --data-dir.");
}
