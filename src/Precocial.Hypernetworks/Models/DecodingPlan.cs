using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>How the weight tensors of a graph's nodes are cut out of what the decoders give.</summary>
/// <remarks>Source: the released code, <c>_tile_params</c> and <c>_normalize</c> of <c>ghn/nn.py</c>. One
/// departure: any number of channels works; there, counts below 64 that divide nothing fail.</remarks>
internal sealed class DecodingPlan
{
    private readonly HypernetworkConfiguration _configuration;
    private readonly List<KernelTarget> _targets = [];
    private readonly List<int> _vectorRows = [];

    public DecodingPlan(HypernetworkConfiguration configuration, KernelDecoder decoder, HypernetworkGraph graph)
    {
        _configuration = configuration;
        var drafts = new List<(NodeWeight Weight, int Source)>();
        for (int node = 0; node < graph.Nodes.Length; node++)
        {
            bool vector = false;
            foreach (NodeWeight weight in graph.Nodes[node].Weights)
            {
                bool kernel = IsKernel(weight.Part);
                if (kernel)
                    _targets.Add(TargetOf(node, weight));
                else if (!vector)
                    _vectorRows.Add(node);
                vector |= !kernel;
                drafts.Add((weight, kernel ? _targets.Count - 1 : _vectorRows.Count - 1));
            }
        }
        Kernels = _targets.Count > 0 ? decoder.Plan(_targets) : null;
        VectorRows = [.. _vectorRows];
        Weights = [.. drafts.Select(d => IsKernel(d.Weight.Part) ? KernelOf(d) : VectorOf(d))];
    }

    /// <summary>What the kernel decoder does; null for nothing.</summary>
    public KernelDecoding? Kernels { get; }

    /// <summary>The nodes that the vector decoder runs on.</summary>
    public ImmutableArray<int> VectorRows { get; }

    /// <summary>The weight tensors, in the order of the nodes.</summary>
    public ImmutableArray<DecodedWeight> Weights { get; }

    private static bool IsKernel(WeightPart part) =>
        part is WeightPart.Kernel or WeightPart.ClassKernel or WeightPart.Position;

    private KernelTarget TargetOf(int node, NodeWeight weight)
    {
        KernelShape shape = KernelShape.Of(weight.Shape), max = _configuration.MaxShape;
        bool classifier = weight.Part == WeightPart.ClassKernel;
        int inputs = Math.Min(shape.In, max.In);
        return new(node, classifier
            ? new(Math.Min(shape.Out, _configuration.Classes), inputs, 1, 1)
            : new(Math.Min(shape.Out, max.Out), inputs, Math.Min(shape.Height, max.Height),
                Math.Min(shape.Width, max.Width)), classifier);
    }

    private DecodedWeight KernelOf((NodeWeight Weight, int Source) draft)
    {
        (NodeWeight weight, int source) = draft;
        KernelShape shape = KernelShape.Of(weight.Shape);
        KernelBlock block = Kernels!.BlockOf(source);
        // A positional tensor of tokens has its positions, not its features, in front.
        if (weight.Part == WeightPart.Position && weight.Shape.Rank == 3)
        {
            int tokens = weight.Shape[1], positions = Math.Min(tokens, block.Height * block.Width);
            block = new(block.Offset, positions, block.Inputs, 1, 1, block.StridePosition, block.StrideIn, 0);
            shape = new(tokens, weight.Shape[2], 1, 1);
        }
        return Decoded(weight, DecodedFrom.Kernels, source, block, shape);
    }

    private DecodedWeight VectorOf((NodeWeight Weight, int Source) draft)
    {
        (NodeWeight weight, int source) = draft;
        int max = _configuration.MaxShape.Out, row = weight.Part == WeightPart.Scale ? 0 : 1;
        var shape = new KernelShape(weight.Shape.Count, 1, 1, 1);
        if (weight.Part == WeightPart.ClassOffset)
        {
            int classes = Math.Min(shape.Out, _configuration.Classes);
            var logits = new KernelBlock(0, classes, 1, 1, 1, 1, 1, 0);
            return Decoded(weight, DecodedFrom.ClassOffsets, source, logits, shape);
        }
        int offset = (2 * source + row) * max;
        var block = new KernelBlock(offset, Math.Min(shape.Out, max), 1, 1, 1, 1, 1, 0);
        return Decoded(weight, DecodedFrom.Vectors, source, block, shape);
    }

    private DecodedWeight Decoded(
        NodeWeight weight, DecodedFrom from, int source, KernelBlock block, KernelShape shape)
    {
        (WeightFunction function, float factor) = Normalization(weight);
        return new DecodedWeight(weight.Name, weight.Shape, from, source,
            new WeightTiling(block, shape.Out, shape.In, shape.Height, shape.Width, function, factor));
    }

    // §3.3: kernels by their fan-in, after tiling; vectors squashed around 1 and 0.
    private (WeightFunction Function, float Factor) Normalization(NodeWeight weight)
    {
        if (!_configuration.NormalizesWeights)
            return (WeightFunction.Factor, 1);
        Shape shape = weight.Shape;
        switch (weight.Part)
        {
            case WeightPart.Scale:
                return (WeightFunction.Scale, 1);
            case WeightPart.Offset or WeightPart.ClassOffset:
                return (WeightFunction.Offset, 1);
            case WeightPart.Position when shape.Rank >= 3 && shape[0] == 1 && shape[2] >= 11:
                return (WeightFunction.Factor, 1);
        }
        bool sparse = weight.Part != WeightPart.ClassKernel && shape.Rank == 4
            && (shape[1] == 1 || shape[2] < shape[3]);
        double fanIn = (double)shape.Count / shape[0];
        return (WeightFunction.Factor, (float)Math.Sqrt((sparse ? 1 : 2) / fanIn));
    }
}

/// <summary>What a weight tensor is cut out of.</summary>
internal enum DecodedFrom
{
    Kernels,
    Vectors,
    ClassOffsets,
}

/// <summary>One weight tensor of a network, and where it comes from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="From">What it is cut out of.</param>
/// <param name="Source">The target of the kernel decoder, or the row of the vector decoder's output.</param>
/// <param name="Tiling">How it is cut out and tiled.</param>
internal sealed record DecodedWeight(string Name, Shape Shape, DecodedFrom From, int Source, WeightTiling Tiling);
