namespace Precocial.Tensors;

/// <summary>The sizes of a batched product op(A)·op(B), with op(A) m×k and op(B) k×n.</summary>
internal readonly record struct MatMulSizes(
    bool TransposeA, bool TransposeB, int Batch, int M, int N, int K, bool OneB)
{
    public int ColumnsA => TransposeA ? M : K;

    public int ColumnsB => TransposeB ? K : N;

    public nint StrideA => (nint)M * K;

    /// <summary>0 where one matrix B serves the whole batch.</summary>
    public nint StrideB => OneB ? 0 : (nint)K * N;

    public nint StrideOutput => (nint)M * N;

    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static MatMulSizes Infer(in Shape a, in Shape b, bool transposeA, bool transposeB)
    {
        if (a.Rank < 2 || b.Rank < 2)
        {
            throw new ShapeException($"MatMul: operands need at least 2 axes, but a is {a} and b is {b}. "
                + "Reshape a vector to one row, [1, n], or one column, [n, 1].");
        }
        int m = a[transposeA ? ^1 : ^2], k = a[transposeA ? ^2 : ^1];
        int n = b[transposeB ? ^2 : ^1], kOfB = b[transposeB ? ^1 : ^2];
        if (k != kOfB)
        {
            throw new ShapeException($"MatMul: inner sizes must match, but a is {Describe(a, transposeA)} "
                + $"and b is {Describe(b, transposeB)}. Transpose b, or check the layer before it.");
        }
        int batch = 1;
        for (int i = 0; i < a.Rank - 2; i++)
            batch *= a[i];
        bool oneB = b.Rank == 2 && a.Rank > 2;
        if (!oneB && !SameLeading(a, b))
        {
            throw new ShapeException($"MatMul: leading axes must match, but a is {a} and b is {b}. "
                + "Reshape or Tile one, or give b 2 axes to use it for the whole batch.");
        }
        // Rows of one tall matrix: one product instead of many.
        return oneB && !transposeA
            ? new(false, transposeB, 1, batch * m, n, k, OneB: false)
            : new(transposeA, transposeB, batch, m, n, k, oneB);
    }

    public Shape OutputShape(in Shape a)
    {
        if (a.Rank == 2)
            return [M, N];
        Span<int> axes = stackalloc int[a.Rank];
        for (int i = 0; i < a.Rank; i++)
            axes[i] = a[i];
        axes[^2] = TransposeA ? a[^1] : a[^2];
        axes[^1] = N;
        return Shape.Create(axes);
    }

    private static bool SameLeading(in Shape a, in Shape b)
    {
        if (a.Rank != b.Rank)
            return false;
        for (int i = 0; i < a.Rank - 2; i++)
        {
            if (a[i] != b[i])
                return false;
        }
        return true;
    }

    private static string Describe(in Shape shape, bool transposed) =>
        transposed ? $"{shape} transposed" : $"{shape}";
}
