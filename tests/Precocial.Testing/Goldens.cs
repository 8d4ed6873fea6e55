namespace Precocial.Testing;

/// <summary>Numbers that the authors' released code gave: in the folder that PRECOCIAL_GOLDENS names, or in
/// <c>shared/golden</c> beside the repository.</summary>
public static class Goldens
{
    /// <summary>A file of them, or the test is skipped by name.</summary>
    public static string File(string folder, string name)
    {
        string path = Path.Combine(Folder(folder), name);
        Skip.IfNot(System.IO.File.Exists(path), $"{folder}/{name} is not among the goldens");
        return path;
    }

    /// <summary>Every file of a folder that fits a pattern, sorted by name; skipped when there is none.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern)
    {
        string[] files = Directory.GetFiles(Folder(folder), pattern);
        Skip.If(files.Length == 0, $"{folder}/{pattern} is not among the goldens");
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    /// <summary>A folder of them, or the test is skipped by name.</summary>
    public static string Folder(string name)
    {
        string? found = Roots().Select(root => Path.Combine(root, name)).FirstOrDefault(Directory.Exists);
        Skip.If(found is null, $"{name} is neither in ../shared/golden nor in PRECOCIAL_GOLDENS");
        return found!;
    }

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("PRECOCIAL_GOLDENS") is { Length: > 0 } folder)
            yield return folder;
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); up is not null; up = up.Parent)
            yield return Path.Combine(up.FullName, "shared", "golden");
    }
}
