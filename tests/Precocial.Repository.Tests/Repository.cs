using System.Runtime.CompilerServices;

namespace Precocial.Repository.Tests;

/// <summary>The source tree that these tests were compiled from.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    public static IEnumerable<string> Files(string folder, string pattern)
    {
        string root = Path.Combine(Root, folder);
        return Directory.Exists(root)
            ? Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories).Where(IsSource)
            : [];
    }

    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    private static bool IsSource(string path)
    {
        string[] parts = Relative(path).Split(Path.DirectorySeparatorChar);
        return !parts.Any(part => part is "bin" or "obj" or "node_modules" or ".git");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
