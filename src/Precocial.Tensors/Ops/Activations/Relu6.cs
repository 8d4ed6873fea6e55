using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>min(max(x, 0), 6); its gradient at 0 and 6 is 0.</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    /// <remarks>Source: Sandler et al., "MobileNetV2", CVPR 2018.</remarks>
    public static unsafe Tensor Relu6(this Tensor x) =>
        new Relu6Operation(x).Run(&Elementwise.Relu6);
}

internal sealed unsafe class Relu6Operation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape) => BackwardFromOutput(tape, &Elementwise.Relu6Backward);
}
