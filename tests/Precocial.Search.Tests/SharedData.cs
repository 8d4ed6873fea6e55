namespace Precocial.Search.Tests;

/// <summary>Third-party files that are not part of the repository; tests that need them are skipped
/// without.</summary>
internal static class SharedData
{
    public static string NasBench201() => Find(Path.Combine("nas", "nasbench201_cifar10.csv"));

    public static string ZeroCost() => Find(Path.Combine("nas", "nasbench201_zero_cost_cifar10.csv"));

    // PRECOCIAL_DATA, or a folder shared/data beside the repository.
    private static string Find(string name)
    {
        string? data = Environment.GetEnvironmentVariable("PRECOCIAL_DATA");
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        for (; data is null && folder is not null; folder = folder.Parent)
        {
            string beside = Path.Combine(folder.FullName, "shared", "data");
            data = Directory.Exists(beside) ? beside : null;
        }
        string path = Path.Combine(data ?? "", name);
        Skip.IfNot(File.Exists(path),
            $"{name} is not in PRECOCIAL_DATA, nor in shared/data beside the repository.");
        return path;
    }
}
