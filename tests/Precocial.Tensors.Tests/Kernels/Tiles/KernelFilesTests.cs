using System.Runtime.CompilerServices;
using Precocial.KernelGenerator;

namespace Precocial.Tensors.Tests.Kernels;

public sealed class KernelFilesTests
{
    [Fact]
    public void KernelFiles_WrittenAgain_EqualTheCommittedOnes()
    {
        string root = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "..");

        foreach (var (path, text) in KernelFiles.All)
            File.ReadAllText(Path.Combine(root, path)).Equals(text,
                StringComparison.Ordinal).ShouldBeTrue(path);
    }

    [Fact]
    public void KernelFiles_NoneForgotten_AreAllTheGeneratedFiles()
    {
        string folder = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "..",
            "src", "Precocial.Tensors", "Kernels", "Tiles");

        var committed = Directory.GetFiles(folder, "*.g.cs").Select(Path.GetFileName);

        committed.ShouldBe(KernelFiles.All.Select(file => Path.GetFileName(file.Path)), ignoreOrder: true);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
