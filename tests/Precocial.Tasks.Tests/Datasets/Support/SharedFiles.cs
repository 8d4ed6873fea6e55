namespace Precocial.Tasks.Tests;

/// <summary>Third-party data that are not in this repository: beside the checkout in <c>shared/data</c>, or
/// in the folder that PRECOCIAL_DATA names.</summary>
internal static class SharedFiles
{
    /// <summary>The folder, or the test is skipped by name.</summary>
    public static string Folder(string name)
    {
        string? found = Roots().Select(root => Path.Combine(root, name)).FirstOrDefault(Directory.Exists);
        Skip.If(found is null, $"{name} is neither in ../shared/data nor in PRECOCIAL_DATA");
        return found!;
    }

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("PRECOCIAL_DATA") is { Length: > 0 } folder)
            yield return folder;
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); up is not null; up = up.Parent)
            yield return Path.Combine(up.FullName, "shared", "data");
    }
}
