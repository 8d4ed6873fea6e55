using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>min(max(x + 3, 0), 6)/6; its gradient at ±3 is 0.</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    /// <remarks>Source: Howard et al., "Searching for MobileNetV3", ICCV 2019.</remarks>
    public static unsafe Tensor HardSigmoid(this Tensor x) =>
        new HardSigmoidOperation(x).Run(&Elementwise.HardSigmoid);
}

internal sealed unsafe class HardSigmoidOperation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape) => BackwardFromInput(tape, &Elementwise.HardSigmoidBackward);
}
