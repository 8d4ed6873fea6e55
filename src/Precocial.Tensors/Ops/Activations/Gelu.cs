using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>x·Φ(x), Φ the normal distribution function: the exact form.</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    /// <remarks>Source: Hendrycks and Gimpel, 2016.</remarks>
    public static unsafe Tensor Gelu(this Tensor x) => new GeluOperation(x).Run(&Elementwise.Gelu);
}

internal sealed unsafe class GeluOperation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape) => BackwardFromInput(tape, &Elementwise.GeluBackward);
}
