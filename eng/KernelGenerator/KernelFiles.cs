namespace Precocial.KernelGenerator;

/// <summary>Every generated file: its path from the repository's root, and its text.</summary>
internal static class KernelFiles
{
    public static IEnumerable<(string Path, string Text)> All =>
        from family in TileFamily.All
        from set in InstructionSet.All
        select ($"src/Precocial.Tensors/Kernels/Tiles/{set.Name}{family.Name}.g.cs",
            new TileWriter(family, set).Write());
}
