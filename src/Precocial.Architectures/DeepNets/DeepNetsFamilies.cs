using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>The published networks that are stacks of <see cref="PredefinedCells"/>.</summary>
/// <remarks>DARTS and P-DARTS on small images: 20 cells of 36 channels, one stem; on large ones 14 cells of
/// 48, two stems, as in their papers. The transformer of DeepNets-1M: 12 cells of 128 channels.</remarks>
internal static class DeepNetsFamilies
{
    public static ArchitectureGraph Darts(Shape input, int classes) =>
        Stack(PredefinedCells.Darts, input, classes);

    public static ArchitectureGraph Pdarts(Shape input, int classes) =>
        Stack(PredefinedCells.Pdarts, input, classes);

    public static ArchitectureGraph VisionTransformer(Shape input, int classes)
    {
        (DeepNetsCell normal, DeepNetsCell reduce) = PredefinedCells.VisionTransformer;
        var genotype = new DeepNetsGenotype(normal, reduce)
        {
            Cells = 12,
            Channels = 128,
            ChannelMultiplier = 1,
            Preprocess = false,
        };
        return DeepNetsNetwork.Build(genotype, input, classes);
    }

    private static ArchitectureGraph Stack(
        (DeepNetsCell Normal, DeepNetsCell Reduce) cells, Shape input, int classes)
    {
        bool large = new DeepNetsGeometry(input).IsLarge;
        var genotype = new DeepNetsGenotype(cells.Normal, cells.Reduce)
        {
            Cells = large ? 14 : 20,
            Channels = large ? 48 : 36,
            StemType = large ? 1 : 0,
        };
        return DeepNetsNetwork.Build(genotype, input, classes);
    }
}
