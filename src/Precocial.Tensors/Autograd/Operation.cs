namespace Precocial.Tensors;

/// <summary>One computed tensor and how to differentiate it: what a tape records.</summary>
/// <remarks>An operation is one file of Ops/: the public method computes the output, the subclass holds what
/// its gradient needs. A virtual call, not a closure: one small object an operation.</remarks>
internal abstract unsafe class Operation
{
    /// <summary>What the operation computed; set when it is recorded.</summary>
    public Tensor Output { get; internal set; } = null!;

    /// <summary>The gradient of the output: complete when <see cref="Backward"/> runs.</summary>
    protected float* OutputGradient => Output.SweepGradient;

    /// <summary>Adds this operation's share to the gradient of each input that requires one
    /// (<see cref="Tape.GradientOf"/>), or hands the output's over (<see cref="Tape.HandOver"/>).</summary>
    public abstract void Backward(Tape tape);
}
