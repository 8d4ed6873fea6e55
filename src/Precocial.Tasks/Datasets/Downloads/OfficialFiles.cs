namespace Precocial.Tasks;

/// <summary>Where the named data sets are published, and how to know that the right bytes came.</summary>
/// <remarks>The hashes of MNIST and Fashion-MNIST were computed from files whose unpacked MD5 is the
/// published one; that of CIFAR-10's archive is the one that TensorFlow Datasets checks. The sizes are those
/// of the official files.</remarks>
internal static class OfficialFiles
{
    private static readonly string[] MnistMirrors =
    [
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
    ];

    private static readonly string[] FashionMirrors =
    [
        "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/",
        "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
    ];

    public static IReadOnlyList<DownloadFile> Of(string name) => name switch
    {
        "mnist" or "mnist256" =>
        [
            File(MnistMirrors, IdxReader.TrainImages + ".gz", 9912422,
                "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            File(MnistMirrors, IdxReader.TrainLabels + ".gz", 28881,
                "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
            File(MnistMirrors, IdxReader.TestImages + ".gz", 1648877,
                "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
            File(MnistMirrors, IdxReader.TestLabels + ".gz", 4542,
                "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
        ],
        "fashion-mnist" =>
        [
            File(FashionMirrors, IdxReader.TrainImages + ".gz", 26421880,
                "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
            File(FashionMirrors, IdxReader.TrainLabels + ".gz", 29515,
                "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
            File(FashionMirrors, IdxReader.TestImages + ".gz", 4422102,
                "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
            File(FashionMirrors, IdxReader.TestLabels + ".gz", 5148,
                "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
        ],
        "cifar10" =>
        [
            File(["https://www.cs.toronto.edu/~kriz/"], "cifar-10-binary.tar.gz", 170052171,
                "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),
        ],
        _ => [],
    };

    private static DownloadFile File(string[] folders, string name, long bytes, string sha256) =>
        new(name, [.. folders.Select(folder => new Uri(folder + name))], bytes, sha256);
}
