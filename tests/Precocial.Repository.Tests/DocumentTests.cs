using System.Text.RegularExpressions;

namespace Precocial.Repository.Tests;

public sealed partial class DocumentTests
{
    [Fact]
    public void CSharpInDocuments_IsCompiledInASample()
    {
        string samples = Squeeze(string.Concat(Repository.Files("samples", "*.cs").Select(File.ReadAllText)));
        var missing = Documents()
            .SelectMany(path => CodeBlock().Matches(File.ReadAllText(path)).Select(block => (path, Code: block.Groups[1].Value)))
            .Where(snippet => !samples.Contains(Squeeze(snippet.Code), StringComparison.Ordinal))
            .Select(snippet => $"{Repository.Relative(snippet.path)}: {snippet.Code.Trim().Split('\n')[0]}");

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void LinksInDocuments_LeadToFiles()
    {
        var broken = Documents()
            .SelectMany(path => Link().Matches(File.ReadAllText(path)).Select(link => (path, Target: link.Groups[1].Value)))
            .Where(link => !link.Target.Contains("://", StringComparison.Ordinal) && !link.Target.StartsWith('#'))
            .Where(link => !Path.Exists(Path.Combine(Path.GetDirectoryName(link.path)!, link.Target.Split('#')[0])))
            .Select(link => $"{Repository.Relative(link.path)} → {link.Target}");

        broken.ShouldBeEmpty();
    }

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Repository.Root, "*.md").Concat(Repository.Files("docs", "*.md"));

    private static string Squeeze(string code) => WhiteSpace().Replace(code, "");

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
