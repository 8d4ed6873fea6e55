using System.Runtime.CompilerServices;

namespace Precocial.Tensors;

/// <summary>An operation that maps each element by itself.</summary>
internal abstract unsafe class UnaryOperation(Tensor x) : Operation
{
    /// <summary>What the operation maps.</summary>
    protected Tensor X => x;

    /// <summary>Computes y = f(x) on the tape of x, and records it.</summary>
    /// <param name="kernel">(x, y, count, workers).</param>
    /// <param name="operation">The public method's name, for errors.</param>
    public Tensor Run(delegate*<float*, float*, long, WorkerPool?, void> kernel,
        [CallerMemberName] string operation = "")
    {
        var tape = Tape.Of(x, operation);
        var y = tape.Allocate(x.Shape, x.RequiresGradient);
        kernel(x.Pointer, y.Pointer, x.Count, tape.Workers);
        return tape.Record(this, y);
    }

    /// <summary>For f' in terms of x.</summary>
    /// <param name="tape">Where the backward pass runs.</param>
    /// <param name="kernel">(dy, x, dx, count, accumulate, workers).</param>
    protected void BackwardFromInput(
        Tape tape, delegate*<float*, float*, float*, long, bool, WorkerPool?, void> kernel) =>
        Backward(tape, kernel, x.Pointer);

    /// <summary>For f' in terms of y = f(x).</summary>
    /// <param name="tape">Where the backward pass runs.</param>
    /// <param name="kernel">(dy, y, dx, count, accumulate, workers).</param>
    protected void BackwardFromOutput(
        Tape tape, delegate*<float*, float*, float*, long, bool, WorkerPool?, void> kernel) =>
        Backward(tape, kernel, Output.Pointer);

    private void Backward(
        Tape tape, delegate*<float*, float*, float*, long, bool, WorkerPool?, void> kernel, float* saved)
    {
        float* dy = OutputGradient;
        var dx = tape.TakeOver(Output, x);
        kernel(dy, saved, dx.Pointer, x.Count, dx.Accumulate, tape.Workers);
    }
}
