namespace Precocial.KernelGenerator;

/// <summary>Every generated file: its path from the repository's root, and its text.</summary>
internal static class KernelFiles
{
    public static IEnumerable<(string Path, string Text)> All => Tiles.Concat(Depthwise);

    private static IEnumerable<(string Path, string Text)> Tiles =>
        from family in TileFamily.All
        from set in InstructionSet.All
        select (Path(set, family.Name), new TileWriter(family, set).Write());

    private static IEnumerable<(string Path, string Text)> Depthwise =>
        InstructionSet.All.Select(set => (Path(set, "DepthwiseKernels"), new DepthwiseWriter(set).Write()));

    private static string Path(InstructionSet set, string noun) =>
        $"src/Precocial.Tensors/Kernels/Tiles/{set.Name}{noun}.g.cs";
}
