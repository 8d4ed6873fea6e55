using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.CSharp;

/// <summary>What networks with tokens and factorised reductions need, as calls.</summary>
internal static class CSharpTokens
{
    /// <summary>The expression; null for another primitive.</summary>
    public static string? Of(CSharpNode n) => n.Primitive switch
    {
        ImageToTokens => Turned(n, n.Shape[0], n.Shape[1] * n.Shape[2]),
        TokensToImage => Turned(n, n.Shape[0], n.Shape[1]),
        Attention p => n.Call("Attention", n.Input, n.Shape[0], p.Heads),
        PositionEncoding => n.Call("Combine", n.Input, n.Weight("weight"), "(a, b) => a + b"),
        ClassToken => n.Call("Concat", $"{n.Weight("weight")}.ToArray()", n.Input),
        SelectToken p => n.Rearranged(n.Input, n.Shape.Count, p.Index * n.Shape[1], [n.Shape[1]], [1]),
        LayerScale when n.Shape.Rank == 3 => n.Call("ChannelScale", n.Input, n.Weight("weight")),
        LayerScale => n.Call("Combine", n.Input, n.Call("Rearrange", n.Weight("weight"), 0,
            CSharpNode.List(n.Shape.ToArray()), "[0, 1]"), "(a, b) => a * b"),
        Subsample p => n.Rearranged(n.Input, n.Shape.Count, 0, n.OutputShape.ToArray(),
            [n.Shape[1] * n.Shape[2], p.Stride * n.Shape[2], p.Stride]),
        Shift => Moved(n),
        _ => null,
    };

    // A matrix of rows and columns, transposed.
    private static string Turned(CSharpNode n, int rows, int columns) =>
        n.Rearranged(n.Input, n.Shape.Count, 0, [columns, rows], [1, columns]);

    // Everything but the first row and column, and zeros at the far edges.
    private static string Moved(CSharpNode n)
    {
        (int channels, int height, int width) = (n.Shape[0], n.Shape[1], n.Shape[2]);
        int[] sizes = [channels, height - 1, width - 1];
        string rest = n.Call("Rearrange", n.Input, width + 1, CSharpNode.List(sizes),
            CSharpNode.List([height * width, width, 1]));
        return n.Call("Pad", rest, "0f", CSharpNode.List(sizes), "[0, 0, 0]", "[0, 1, 1]");
    }
}
