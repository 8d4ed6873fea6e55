namespace Precocial.Repository.Tests;

public sealed class FileTests
{
    private const long LargestFile = 1 << 20, LargestModel = 8 << 20;

    [Fact]
    public void Files_AreSmallEnoughToClone()
    {
        var large = Repository.Files(".", "*")
            .Where(path => !Repository.Relative(path).StartsWith("artifacts", StringComparison.Ordinal))
            .Where(path => new FileInfo(path).Length > Limit(path))
            .Select(Repository.Relative);

        large.ShouldBeEmpty();
    }

    [Fact]
    public void LongSourceFiles_SayWhyAtTheTop()
    {
        // The style allows 400 lines; past that, the first comment gives a reason with the words "long because".
        var unexplained = new[] { "src", "tests", "bench", "samples", "eng" }
            .SelectMany(folder => Repository.Files(folder, "*.cs"))
            .Where(path => !path.EndsWith(".g.cs", StringComparison.Ordinal))
            .Where(path => File.ReadLines(path).Count() > 400)
            .Where(path => !File.ReadLines(path).Take(20).Any(line => line.Contains("long because", StringComparison.Ordinal)))
            .Select(Repository.Relative);

        unexplained.ShouldBeEmpty();
    }

    private static long Limit(string path) =>
        Repository.Relative(path).StartsWith("models", StringComparison.Ordinal) ? LargestModel : LargestFile;
}
