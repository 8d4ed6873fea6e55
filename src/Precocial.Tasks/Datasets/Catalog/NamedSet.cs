namespace Precocial.Tasks;

/// <summary>What the catalogue knows of a data set that is not built in.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Description">One line for lists.</param>
/// <param name="Licence">Who made it, and its licence.</param>
/// <param name="SubFolders">What its folder is called by us, by other libraries, by its archive.</param>
/// <param name="IsFolder">Whether a folder holds it.</param>
/// <param name="Read">Reads such a folder.</param>
/// <param name="ClassNames">What the classes are called; null for what the reader says.</param>
internal sealed record NamedSet(string Name, string Description, string Licence, string[] SubFolders,
    Func<string, bool> IsFolder, Func<string, Dataset> Read, string[]? ClassNames = null)
{
    public static IReadOnlyList<NamedSet> All { get; } =
    [
        new("mnist", "handwritten digits, 60,000 + 10,000 test, [1, 28, 28], 10 classes",
            "LeCun, Cortes, Burges 1998; CC BY-SA 3.0",
            ["mnist", "MNIST", "mnist/raw", "MNIST/raw"], IdxReader.IsFolder, IdxReader.ReadFolder),
        new("mnist256", "MNIST at 16×16, deskewed, of 0..1, 60,000 + 10,000 test, [256], 10 classes",
            "LeCun, Cortes, Burges 1998; CC BY-SA 3.0",
            ["mnist256", "mnist", "MNIST", "mnist/raw", "MNIST/raw"], IdxReader.IsFolder,
            folder => Mnist256.Prepare(IdxReader.ReadFolder(folder))),
        new("fashion-mnist", "clothes, 60,000 + 10,000 test, [1, 28, 28], 10 classes",
            "Zalando SE 2017; MIT",
            ["fashion-mnist", "FashionMNIST", "FashionMNIST/raw", "fashion_mnist", "fashion"],
            IdxReader.IsFolder, IdxReader.ReadFolder,
            ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
                "Ankle boot"]),
        new("cifar10", "photographs, 50,000 + 10,000 test, [3, 32, 32], 10 classes",
            "Krizhevsky 2009; no licence stated, for research",
            ["cifar10", "cifar-10", "CIFAR10", "cifar-10-batches-bin", "cifar10/cifar-10-batches-bin",
                "CIFAR10/cifar-10-batches-bin"], CifarReader.IsFolder, CifarReader.ReadFolder),
    ];

    /// <summary>The first folder that holds the set; null if none does.</summary>
    /// <remarks>A searched folder counts itself only if it is called like the set: MNIST and Fashion-MNIST
    /// have the same file names, and one must not be taken for the other.</remarks>
    public string? Find(DataLocations locations) => locations.Searched.SelectMany(Candidates)
        .FirstOrDefault(folder => Directory.Exists(folder) && IsFolder(folder));

    public Dataset Load(string folder)
    {
        var data = Read(folder);
        return new Dataset(Name, data.Inputs, data.Labels,
            ClassNames?.Length == data.Classes ? ClassNames : data.ClassNames, data.OfficialTest);
    }

    private IEnumerable<string> Candidates(string folder)
    {
        foreach (string name in SubFolders)
            yield return Path.Combine(folder, name);
        string whole = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder, "/")).Replace('\\', '/');
        if (SubFolders.Any(name => whole.EndsWith("/" + name, StringComparison.OrdinalIgnoreCase)))
            yield return folder;
    }
}
