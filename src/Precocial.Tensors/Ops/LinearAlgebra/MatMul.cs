using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

/// <summary>What networks compute: extension methods on <see cref="Tensor"/>, one operation with its gradient
/// a file.
/// </summary>
/// <remarks>An operation runs on the tape of its operands (see <see cref="Tape"/>), and its result belongs to
/// that tape. Shapes that do not fit throw <see cref="ShapeException"/>; operands without a tape, of two
/// tapes or from before a reset throw <see cref="InvalidOperationException"/>.</remarks>
public static partial class TensorOperations
{
    /// <summary>Matrix product op(x)·op(y), batched over leading axes.</summary>
    /// <param name="x">Shape [..., m, k], or [..., k, m] if <paramref name="transposeA"/>.</param>
    /// <param name="y">Shape [..., k, n], or [..., n, k] if <paramref name="transposeB"/>. Its leading axes
    /// are those of
    /// <paramref name="x"/>, or none: one matrix for all.</param>
    /// <param name="transposeA">Whether x's last two axes are swapped.</param>
    /// <param name="transposeB">Whether y's last two axes are swapped.</param>
    /// <returns>Shape [..., m, n].</returns>
    /// <remarks>2·m·n·k FLOPs a matrix; allocates the output only.</remarks>
    /// <exception cref="ShapeException">Inner sizes or leading axes differ, or an operand has fewer than 2
    /// axes.</exception>
    public static unsafe Tensor MatMul(
        this Tensor x, Tensor y, bool transposeA = false, bool transposeB = false)
    {
        var tape = Tape.Of(x, y);
        var s = MatMulSizes.Infer(x.Shape, y.Shape, transposeA, transposeB);
        var output = tape.Allocate(s.OutputShape(x.Shape), x.RequiresGradient || y.RequiresGradient);
        for (int i = 0; i < s.Batch; i++)
        {
            float* a = x.Pointer + i * s.StrideA, b = y.Pointer + i * s.StrideB;
            float* c = output.Pointer + i * s.StrideOutput;
            Gemm.Run(transposeA, transposeB, s.M, s.N, s.K, a, s.ColumnsA, b, s.ColumnsB, c, s.N,
                accumulate: false, tape.Workers);
        }
        return tape.Record(new MatMulOperation(x, y, s), output);
    }
}

internal sealed unsafe class MatMulOperation(Tensor x, Tensor y, MatMulSizes s) : Operation
{
    public override void Backward(Tape tape)
    {
        if (x.RequiresGradient)
            BackwardLeft(tape, tape.GradientOf(x));
        if (y.RequiresGradient)
            BackwardRight(tape, tape.GradientOf(y));
    }

    // d op(A) = dY·op(B)ᵀ, transposed where A is.
    private void BackwardLeft(Tape tape, GradientTarget dx)
    {
        for (int i = 0; i < s.Batch; i++)
        {
            float* dy = OutputGradient + i * s.StrideOutput, b = y.Pointer + i * s.StrideB;
            float* da = dx.Pointer + i * s.StrideA;
            if (s.TransposeA)
                Gemm.Run(s.TransposeB, true, s.K, s.M, s.N, b, s.ColumnsB, dy, s.N, da, s.M, dx.Accumulate,
                    tape.Workers);
            else
                Gemm.Run(false, !s.TransposeB, s.M, s.K, s.N, dy, s.N, b, s.ColumnsB, da, s.K, dx.Accumulate,
                    tape.Workers);
        }
    }

    // d op(B) = op(A)ᵀ·dY, transposed where B is; one matrix for all adds up over the batch.
    private void BackwardRight(Tape tape, GradientTarget dy)
    {
        for (int i = 0; i < s.Batch; i++)
        {
            bool accumulate = dy.Accumulate || (s.StrideB == 0 && i > 0);
            float* g = OutputGradient + i * s.StrideOutput, a = x.Pointer + i * s.StrideA;
            float* db = dy.Pointer + i * s.StrideB;
            if (s.TransposeB)
                Gemm.Run(true, s.TransposeA, s.N, s.K, s.M, g, s.N, a, s.ColumnsA, db, s.K, accumulate,
                    tape.Workers);
            else
                Gemm.Run(!s.TransposeA, false, s.K, s.N, s.M, a, s.ColumnsA, g, s.N, db, s.N, accumulate,
                    tape.Workers);
        }
    }
}
