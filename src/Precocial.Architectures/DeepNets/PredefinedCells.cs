using System.Collections.Immutable;

namespace Precocial.Architectures;

/// <summary>Cells that were found elsewhere, in the words of the DeepNets space.</summary>
/// <remarks>Sources: DARTS, Liu et al., ICLR 2019 (second order, CIFAR-10); P-DARTS, Chen et al., ICCV 2019
/// (CIFAR-10); ViT, Dosovitskiy et al., ICLR 2021, as DeepNets-1M writes it.</remarks>
public static class PredefinedCells
{
    /// <summary>The cells of DARTS.</summary>
    public static (DeepNetsCell Normal, DeepNetsCell Reduce) Darts { get; } = (
        Cell("sep_conv_3x3 0 sep_conv_3x3 1 sep_conv_3x3 0 sep_conv_3x3 1 sep_conv_3x3 1 skip_connect 0 "
            + "skip_connect 0 dil_conv_3x3 2"),
        Cell("max_pool_3x3 0 max_pool_3x3 1 skip_connect 2 max_pool_3x3 1 max_pool_3x3 0 skip_connect 2 "
            + "skip_connect 2 max_pool_3x3 1"));

    /// <summary>The cells of P-DARTS.</summary>
    public static (DeepNetsCell Normal, DeepNetsCell Reduce) Pdarts { get; } = (
        Cell("skip_connect 0 dil_conv_3x3 1 skip_connect 0 sep_conv_3x3 1 sep_conv_3x3 1 sep_conv_3x3 3 "
            + "sep_conv_3x3 0 dil_conv_5x5 4"),
        Cell("avg_pool_3x3 0 sep_conv_5x5 1 sep_conv_3x3 0 dil_conv_5x5 2 max_pool_3x3 0 dil_conv_3x3 1 "
            + "dil_conv_3x3 1 dil_conv_5x5 3"));

    /// <summary>The transformer block as a cell.</summary>
    public static (DeepNetsCell Normal, DeepNetsCell Reduce) VisionTransformer { get; } =
        (Cell("none 0 msa 1"), Cell("none 0 avg_pool_3x3 1"));

    /// <summary>The cells with a name in files: DARTS, PDARTS or ViT; null for any other.</summary>
    public static (DeepNetsCell Normal, DeepNetsCell Reduce)? Named(string name) => name switch
    {
        "DARTS" => Darts,
        "PDARTS" => Pdarts,
        "ViT" => VisionTransformer,
        _ => null,
    };

    private static DeepNetsCell Cell(string text)
    {
        string[] words = text.Split(' ');
        var edges = ImmutableArray.CreateBuilder<DeepNetsEdge>();
        for (int i = 0; i < words.Length; i += 2)
        {
            _ = DeepNetsOperations.TryParse(words[i], out DeepNetsOperation operation);
            edges.Add(new DeepNetsEdge(operation, words[i + 1][0] - '0'));
        }
        return new DeepNetsCell(edges.ToImmutable(), [.. Enumerable.Range(2, edges.Count / 2)]);
    }
}
