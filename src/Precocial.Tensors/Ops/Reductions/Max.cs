using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>The largest of all elements.</summary>
    /// <returns>A scalar, shape [].</returns>
    /// <exception cref="ShapeException">x has no elements.</exception>
    public static Tensor Max(this Tensor x) => x.Max(AllAxes[..x.Shape.Rank]);

    /// <summary>The largest elements along some axes; NaN if one is.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">Which, from 0.</param>
    /// <param name="keepAxes">Whether they stay, with size 1, so that the result broadcasts against
    /// x.</param>
    /// <remarks>The gradient goes to the first of several largest.</remarks>
    /// <exception cref="ShapeException">There is no such axis, or it has no elements.</exception>
    public static unsafe Tensor Max(this Tensor x, ReadOnlySpan<int> axes, bool keepAxes = false) =>
        AxisReduction.Run(nameof(Max), x, axes, keepAxes, &MaxRun);

    private static unsafe Tensor MaxRun(Tensor x, AxisBlocks blocks, in Shape shape)
    {
        var tape = Tape.Of(x, nameof(Max));
        if (blocks.Size == 0)
            throw new ShapeException($"Max: there is no largest of no elements, but x is {x.Shape}. Leave "
                + "out empty axes.");
        var y = tape.Allocate(shape, x.RequiresGradient);
        var places = (int*)tape.AllocateBlock(y.Count);
        Reduction.Max(x.Pointer, y.Pointer, places, blocks.Outer, blocks.Size, blocks.Inner, tape.Workers);
        return tape.Record(new MaxOperation(x, blocks, places), y);
    }
}

internal sealed unsafe class MaxOperation(Tensor x, AxisBlocks blocks, int* places) : Operation
{
    private readonly int* _places = places;

    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(x);
        Reduction.MaxBackward(
            OutputGradient, _places, dx.Pointer, blocks.Outer, blocks.Size, blocks.Inner, dx.Accumulate,
            tape.Workers);
    }
}
