using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>1 where x is positive, otherwise 0.</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    /// <remarks>The gradient is 0 everywhere, at the step too: nothing before it learns through it.</remarks>
    public static unsafe Tensor Step(this Tensor x) => new StepOperation(x).Run(&Elementwise.Step);
}

internal sealed class StepOperation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape)
    {
        // Zero: adds nothing.
    }
}
