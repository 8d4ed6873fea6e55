using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public sealed unsafe partial class Tape
{
    /// <summary>Adds the gradient of a scalar to <see cref="Tensor.Gradient"/> of every free-standing tensor
    /// that requires one and that the scalar depends on.</summary>
    /// <param name="loss">A tensor with one element, computed on this tape.</param>
    /// <remarks>Reverse mode: one walk over the recorded operations, last to first. The gradient of a
    /// computed tensor lives from its first contribution until the operation that computed it has passed it
    /// on; then its memory serves the next. The operations stay recorded until <see cref="Reset"/>.</remarks>
    /// <exception cref="ShapeException">The loss has more than one element.</exception>
    /// <exception cref="InvalidOperationException">The loss is not of this tape, or depends on nothing that
    /// requires a gradient.</exception>
    public void Backward(Tensor loss)
    {
        RequireScalarOfThisTape(loss);
        var seed = GradientOf(loss);
        *seed.Pointer = seed.Accumulate ? *seed.Pointer + 1 : 1;
        for (int i = _operationCount - 1; i >= 0; i--)
        {
            var operation = _operations[i];
            var output = operation.Output;
            if (output.SweepGradient is null)
                continue;
            operation.Backward(this);
            if (output.SweepGradient is not null)
            {
                _pool.Return(output.SweepGradient, output.Count);
                output.SweepGradient = null;
            }
        }
    }

    /// <summary>Where to put a share of an input's gradient. Ask once for each share, and write it before the
    /// next.</summary>
    internal GradientTarget GradientOf(Tensor x)
    {
        if (x.Leaf is { } leaf)
            return leaf.LeafGradient();
        bool accumulate = x.SweepGradient is not null;
        if (!accumulate)
            x.SweepGradient = _pool.Rent(x.Count);
        return new GradientTarget(x.SweepGradient, accumulate);
    }

    /// <summary>The gradient of <paramref name="output"/> is also that of <paramref name="x"/>: the memory
    /// moves where it can, and is added where it must. The last thing that an operation does with its
    /// output's gradient.</summary>
    internal void HandOver(Tensor output, Tensor x)
    {
        if (x.Leaf is null && x.SweepGradient is null)
        {
            x.SweepGradient = output.SweepGradient;
            output.SweepGradient = null;
            return;
        }
        Share(output.SweepGradient, x);
    }

    /// <summary>As <see cref="GradientOf"/>, for an operation that can write an input's gradient over its
    /// output's: the memory moves where it can. The output's gradient must have been read before.</summary>
    internal GradientTarget TakeOver(Tensor output, Tensor x)
    {
        if (x.Leaf is not null || x.SweepGradient is not null)
            return GradientOf(x);
        x.SweepGradient = output.SweepGradient;
        output.SweepGradient = null;
        return new GradientTarget(x.SweepGradient, accumulate: false);
    }

    /// <summary>Adds <paramref name="gradient"/> to the gradient of <paramref name="x"/>, which has its
    /// size.</summary>
    internal void Share(float* gradient, Tensor x)
    {
        var dx = GradientOf(x);
        Elementwise.Copy(gradient, dx.Pointer, x.Count, dx.Accumulate, Workers);
    }

    private void RequireScalarOfThisTape(Tensor loss)
    {
        if (loss.Count != 1)
        {
            throw new ShapeException($"Backward: the loss must be one number, but its shape is {loss.Shape}. "
                + "Reduce it first, with Mean or Sum.");
        }
        if (loss.Tape != this)
            throw new InvalidOperationException("Backward: the loss was not computed on this tape. Use "
                + "loss.Tape.");
        loss.ThrowIfStale();
        if (!loss.RequiresGradient)
        {
            throw new InvalidOperationException("Backward: the loss depends on nothing that requires a "
                + "gradient, or the tape does not record. Create parameters with requiresGradient: true.");
        }
    }
}
