using System.Runtime.CompilerServices;
using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

/// <summary>An operation on pairs of elements; axes of size 1, or missing in front, repeat to the other's
/// size.</summary>
internal abstract unsafe class BinaryOperation(Tensor x, Tensor y) : Operation
{
    /// <summary>The first operand.</summary>
    protected Tensor X => x;

    /// <summary>The second operand.</summary>
    protected Tensor Y => y;

    /// <summary>Computes the output on the operands' tape, and records it.</summary>
    /// <param name="same">For operands of one shape: (x, y, output, count, workers).</param>
    /// <param name="broadcast">For others: each pointer with its shape.</param>
    /// <param name="operation">The public method's name, for errors.</param>
    public Tensor Run(
        delegate*<float*, float*, float*, long, WorkerPool?, void> same,
        delegate*<float*, Shape, float*, Shape, float*, Shape, WorkerPool?, void> broadcast,
        [CallerMemberName] string operation = "")
    {
        var tape = Tape.Of(x, y, operation);
        bool requiresGradient = x.RequiresGradient || y.RequiresGradient;
        if (x.Shape == y.Shape)
        {
            var sum = tape.Allocate(x.Shape, requiresGradient);
            same(x.Pointer, y.Pointer, sum.Pointer, x.Count, tape.Workers);
            return tape.Record(this, sum);
        }
        var output = tape.Allocate(Broadcasting.Shape(operation, x.Shape, y.Shape), requiresGradient);
        broadcast(x.Pointer, x.Shape, y.Pointer, y.Shape, output.Pointer, output.Shape, tape.Workers);
        return tape.Record(this, output);
    }

    /// <summary>Hands the output's gradient over as it is to <paramref name="to"/>: last, for it may be gone
    /// then.
    /// </summary>
    protected void HandOver(Tape tape, Tensor to)
    {
        if (to.Shape == Output.Shape)
            tape.HandOver(Output, to);
        else
            Deliver(tape, OutputGradient, to);
    }

    /// <summary>Where to compute a gradient of the output's shape that is meant for
    /// <paramref name="to"/>.</summary>
    protected float* Begin(Tape tape, Tensor to, out GradientTarget target)
    {
        target = tape.GradientOf(to);
        return IsDirect(to, target) ? target.Pointer : tape.Rent(Output.Count);
    }

    /// <summary>Brings what was computed since <see cref="Begin"/> to its place, summed over repeated
    /// axes.</summary>
    protected void End(Tape tape, Tensor to, GradientTarget target, float* gradient)
    {
        if (IsDirect(to, target))
            return;
        Broadcast.SumTo(gradient, Output.Shape, target.Pointer, to.Shape, target.Accumulate, tape.Workers);
        tape.Return(gradient, Output.Count);
    }

    /// <summary>Adds a gradient of the output's shape to <paramref name="to"/>, summed over repeated
    /// axes.</summary>
    protected void Deliver(Tape tape, float* gradient, Tensor to)
    {
        var target = tape.GradientOf(to);
        Broadcast.SumTo(gradient, Output.Shape, target.Pointer, to.Shape, target.Accumulate, tape.Workers);
    }

    private bool IsDirect(Tensor to, GradientTarget target) => !target.Accumulate && to.Shape == Output.Shape;
}
