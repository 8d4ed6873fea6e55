using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>x·min(max(x + 3, 0), 6)/6; its gradient at ±3 is that of the inner side.</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    /// <remarks>Source: Howard et al., "Searching for MobileNetV3", ICCV 2019.</remarks>
    public static unsafe Tensor HardSwish(this Tensor x) =>
        new HardSwishOperation(x).Run(&Elementwise.HardSwish);
}

internal sealed unsafe class HardSwishOperation(Tensor x) : UnaryOperation(x)
{
    public override void Backward(Tape tape) => BackwardFromInput(tape, &Elementwise.HardSwishBackward);
}
