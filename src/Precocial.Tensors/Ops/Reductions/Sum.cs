using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    private static ReadOnlySpan<int> AllAxes => [0, 1, 2, 3, 4, 5];

    /// <summary>The sum of all elements.</summary>
    /// <returns>A scalar, shape [].</returns>
    public static Tensor Sum(this Tensor x) => x.Sum(AllAxes[..x.Shape.Rank]);

    /// <summary>Sums over some axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">Which, from 0.</param>
    /// <param name="keepAxes">Whether they stay, with size 1, so that the result broadcasts against
    /// x.</param>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static unsafe Tensor Sum(this Tensor x, ReadOnlySpan<int> axes, bool keepAxes = false) =>
        AxisReduction.Run(nameof(Sum), x, axes, keepAxes, &SumRun);

    /// <summary>The mean of all elements.</summary>
    /// <returns>A scalar, shape [].</returns>
    public static Tensor Mean(this Tensor x) => x.Mean(AllAxes[..x.Shape.Rank]);

    /// <summary>Means over some axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">Which, from 0.</param>
    /// <param name="keepAxes">Whether they stay, with size 1, so that the result broadcasts against
    /// x.</param>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static unsafe Tensor Mean(this Tensor x, ReadOnlySpan<int> axes, bool keepAxes = false) =>
        AxisReduction.Run(nameof(Mean), x, axes, keepAxes, &MeanRun);

    private static Tensor SumRun(Tensor x, AxisBlocks blocks, in Shape shape) =>
        ScaledSum(x, blocks, shape, 1);

    private static Tensor MeanRun(Tensor x, AxisBlocks blocks, in Shape shape) =>
        ScaledSum(x, blocks, shape, 1f / blocks.Size);

    private static unsafe Tensor ScaledSum(Tensor x, AxisBlocks blocks, in Shape shape, float scale)
    {
        var tape = Tape.Of(x, nameof(Sum));
        var y = tape.Allocate(shape, x.RequiresGradient);
        if (y.Count == 1)
            *y.Pointer = (float)(scale * Reduction.Total(x.Pointer, x.Count, tape.Workers));
        else
            Reduction.Sum(x.Pointer, y.Pointer, blocks.Outer, blocks.Size, blocks.Inner, scale,
                accumulate: false, tape.Workers);
        return tape.Record(new SumOperation(x, blocks, scale), y);
    }
}

internal sealed unsafe class SumOperation(Tensor x, AxisBlocks blocks, float scale) : Operation
{
    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(x);
        Reduction.SumBackward(
            OutputGradient, dx.Pointer, blocks.Outer, blocks.Size, blocks.Inner, scale, dx.Accumulate,
            tape.Workers);
    }
}
