using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>The kinds of block that a stage repeats. The order is part of saved genotypes.</summary>
internal enum BlockKind
{
    Conv3,
    Conv5,
    Basic3,
    Separable3,
    Separable5,
    Inverted3,
    Inverted6,
}

/// <summary>One block of a stage.</summary>
/// <param name="Kind">What it is made of.</param>
/// <param name="Width">Output channels.</param>
/// <param name="Stride">1, or 2 to halve the image.</param>
/// <param name="Skips">Whether its input is added where the shapes agree.</param>
/// <param name="Activation">Between and after its layers.</param>
internal readonly record struct BlockSettings(BlockKind Kind, int Width, int Stride, bool Skips,
    Activation Activation);

/// <summary>Adds a block to a graph, on top of its last node.</summary>
/// <remarks>conv: convolution, norm, (+ input), activation. basic: two of them, He et al. 2016 fig. 2.
/// separable: depthwise and pointwise, each with norm, Howard et al. 2017 §3.1. inverted3 and inverted6:
/// expand, depthwise, project, without activation at the end, Sandler et al. 2018 §3.3.</remarks>
internal static class BlockBuilder
{
    public static void Add(GraphBuilder builder, string name, BlockSettings block)
    {
        int input = builder.Last;
        bool linearEnd = AddLayers(builder, name, block);
        if (block.Skips && builder.ShapeOf(input) == builder.ShapeOf(builder.Last))
            builder.Add($"{name}_sum", new Sum(), input, builder.Last);
        if (!linearEnd)
            builder.Add($"{name}_out", block.Activation);
    }

    private static bool AddLayers(GraphBuilder builder, string name, BlockSettings b)
    {
        switch (b.Kind)
        {
            case BlockKind.Conv3 or BlockKind.Conv5:
                AddNormed(builder, $"{name}_conv",
                    new Convolution(b.Width, b.Kind == BlockKind.Conv3 ? 3 : 5, b.Stride));
                return false;
            case BlockKind.Basic3:
                AddNormed(builder, $"{name}_conv1", new Convolution(b.Width, 3, b.Stride), b.Activation);
                AddNormed(builder, $"{name}_conv2", new Convolution(b.Width, 3));
                return false;
            case BlockKind.Separable3 or BlockKind.Separable5:
                int kernel = b.Kind == BlockKind.Separable3 ? 3 : 5;
                AddNormed(builder, $"{name}_depthwise", new DepthwiseConvolution(kernel, b.Stride),
                    b.Activation);
                AddNormed(builder, $"{name}_pointwise", new Convolution(b.Width, Kernel: 1));
                return false;
            default:
                int expansion = b.Kind == BlockKind.Inverted3 ? 3 : 6;
                int wide = builder.ShapeOf(builder.Last)[0] * expansion;
                AddNormed(builder, $"{name}_expand", new Convolution(wide, Kernel: 1), b.Activation);
                AddNormed(builder, $"{name}_depthwise", new DepthwiseConvolution(3, b.Stride), b.Activation);
                AddNormed(builder, $"{name}_project", new Convolution(b.Width, Kernel: 1));
                return true;
        }
    }

    private static void AddNormed(GraphBuilder builder, string name, Primitive layer,
        Activation? activation = null)
    {
        builder.Add(name, layer);
        builder.Add($"{name}_norm", new BatchNorm());
        if (activation is not null)
            builder.Add($"{name}_activation", activation);
    }
}
