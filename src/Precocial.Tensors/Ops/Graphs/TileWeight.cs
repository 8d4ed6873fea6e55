using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

/// <summary>How a decoded weight becomes a network's.</summary>
public enum WeightFunction
{
    /// <summary>Multiplied by a factor.</summary>
    Factor,

    /// <summary>2·sigmoid(w/2): the factors of a normalisation, around 1.</summary>
    Scale,

    /// <summary>tanh(w/5): offsets, around 0.</summary>
    Offset,
}

/// <summary>A weight tensor as a tiling of a decoded block.</summary>
/// <param name="Block">Where the block lies in the decoded numbers.</param>
/// <param name="Outputs">Of the weight: the block is repeated along this axis.</param>
/// <param name="Inputs">Of the weight: the block is repeated along this axis.</param>
/// <param name="Height">Of the weight's window: past the block's it begins again.</param>
/// <param name="Width">Of the weight's window: past the block's it begins again.</param>
/// <param name="Function">What is applied to every number.</param>
/// <param name="Factor">For <see cref="WeightFunction.Factor"/>.</param>
public readonly record struct WeightTiling(
    KernelBlock Block, int Outputs, int Inputs, int Height, int Width, WeightFunction Function,
    float Factor = 1)
{
    internal long Count => (long)Outputs * Inputs * Height * Width;
}

public static partial class TensorOperations
{
    /// <summary>A weight tensor: w[o, i, y, x] = f(decoded[o mod block, i mod block, y mod block, x mod
    /// block]).</summary>
    /// <param name="decoded">Decoded numbers, any shape.</param>
    /// <param name="tiling">Which block, and how often.</param>
    /// <param name="shape">Of the result; as many numbers as the tiling.</param>
    /// <exception cref="ShapeException">The numbers do not agree, or the block is not inside.</exception>
    public static unsafe Tensor TileWeight(this Tensor decoded, WeightTiling tiling, Shape shape)
    {
        var tape = Tape.Of(decoded);
        WeightTiler.Check(decoded, tiling, shape);
        var y = tape.Allocate(shape, decoded.RequiresGradient);
        new WeightTiler(tiling, tape).Forward(decoded.Pointer, y.Pointer);
        return tape.Record(new TileWeightOperation(decoded, tiling), y);
    }

    /// <summary>The same written to a tensor that is there already, without a gradient.</summary>
    /// <inheritdoc cref="TileWeight"/>
    public static unsafe void TileWeightTo(this Tensor decoded, WeightTiling tiling, Tensor target)
    {
        var tape = Tape.Of(decoded);
        WeightTiler.Check(decoded, tiling, target.Shape);
        new WeightTiler(tiling, tape).Forward(decoded.Pointer, target.Pointer);
        GC.KeepAlive(target);
    }
}

internal sealed unsafe class TileWeightOperation(Tensor decoded, WeightTiling tiling) : Operation
{
    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(decoded);
        if (!dx.Accumulate)
            new Span<float>(dx.Pointer, decoded.Count).Clear();
        new WeightTiler(tiling, tape).Backward(OutputGradient, Output.Pointer, dx.Pointer);
    }
}
