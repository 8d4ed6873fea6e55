using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>x + y for a number y.</summary>
    public static Tensor Add(this Tensor x, float y) => x.Affine(1, y);

    /// <summary>x − y for a number y.</summary>
    public static Tensor Subtract(this Tensor x, float y) => x.Affine(1, -y);

    /// <summary>x·y for a number y.</summary>
    public static Tensor Multiply(this Tensor x, float y) => x.Affine(y, 0);

    /// <summary>x/y for a number y, computed as x·(1/y).</summary>
    public static Tensor Divide(this Tensor x, float y) => x.Affine(1 / y, 0);

    /// <summary>scale·x + shift, rounded once.</summary>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    public static unsafe Tensor Affine(this Tensor x, float scale, float shift)
    {
        var tape = Tape.Of(x);
        var y = tape.Allocate(x.Shape, x.RequiresGradient);
        Elementwise.Affine(scale, shift, x.Pointer, y.Pointer, x.Count, tape.Workers);
        return tape.Record(new AffineOperation(x, scale), y);
    }
}

internal sealed unsafe class AffineOperation(Tensor x, float scale) : Operation
{
    public override void Backward(Tape tape)
    {
        if (scale == 1)
        {
            tape.HandOver(Output, x);
            return;
        }
        var dx = tape.GradientOf(x);
        if (dx.Accumulate)
            Elementwise.AddScaled(scale, OutputGradient, dx.Pointer, x.Count, tape.Workers);
        else
            Elementwise.Scale(scale, OutputGradient, dx.Pointer, x.Count, tape.Workers);
    }
}
