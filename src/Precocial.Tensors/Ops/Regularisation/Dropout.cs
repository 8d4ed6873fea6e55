using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>Sets elements to 0 at random, and scales the others so that the mean stays.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="probability">Of an element to be set to 0, in [0, 1).</param>
    /// <param name="rng">Where the choice is drawn from: one number an element. Not used when not
    /// training.</param>
    /// <param name="training">If false, x itself is returned.</param>
    /// <remarks>Source: Srivastava et al., JMLR 2014; scaled while training, so that prediction needs no
    /// change.</remarks>
    public static unsafe Tensor Dropout(this Tensor x, float probability, Rng? rng, bool training)
    {
        var tape = Tape.Of(x);
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        if (!training || probability == 0)
            return x;
        ArgumentNullException.ThrowIfNull(rng);
        float* mask = tape.AllocateBlock(x.Count);
        float keep = 1 / (1 - probability);
        for (int i = 0; i < x.Count; i++)
            mask[i] = rng.NextSingle() < probability ? 0 : keep;
        var y = tape.Allocate(x.Shape, x.RequiresGradient);
        Elementwise.Multiply(x.Pointer, mask, y.Pointer, x.Count, tape.Workers);
        return tape.Record(new DropoutOperation(x, mask), y);
    }
}

internal sealed unsafe class DropoutOperation(Tensor x, float* mask) : Operation
{
    private readonly float* _mask = mask;

    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(x);
        Elementwise.Multiply(OutputGradient, _mask, dx.Pointer, x.Count, dx.Accumulate, tape.Workers);
    }
}
