using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>How two operands are walked to fill a broadcast result: rows of contiguous or repeated
/// elements.</summary>
internal struct BroadcastPlan
{
    [InlineArray(Shape.MaxRank)]
    private struct Numbers
    {
        private int _first;
    }

    // Joined axes, innermost first; the innermost is the row.
    private Numbers _sizes, _stridesA, _stridesB;
    private int _rank;

    public BroadcastPlan(Shape a, Shape b, Shape shape)
    {
        int strideA = 1, strideB = 1;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            int size = shape[axis], sizeA = SizeOf(a, axis, shape.Rank), sizeB = SizeOf(b, axis, shape.Rank);
            if (size != 1)
                Push(size, sizeA == 1 ? 0 : strideA, sizeB == 1 ? 0 : strideB);
            strideA *= sizeA;
            strideB *= sizeB;
        }
        if (_rank == 0)
            Push(1, 1, 1);
        Rows = 1;
        for (int i = 1; i < _rank; i++)
            Rows *= _sizes[i];
    }

    public int Rows { get; }

    public readonly int RowLength => _sizes[0];

    /// <summary>Whether a row of the first operand is one element.</summary>
    public readonly bool RepeatsA => _stridesA[0] == 0;

    /// <summary>Whether a row of the second operand is one element.</summary>
    public readonly bool RepeatsB => _stridesB[0] == 0;

    /// <summary>Where the operands' elements for a row start.</summary>
    public readonly (long A, long B) Offsets(int row)
    {
        long a = 0, b = 0;
        for (int i = 1; i < _rank; i++)
        {
            int index = row % _sizes[i];
            row /= _sizes[i];
            a += (long)index * _stridesA[i];
            b += (long)index * _stridesB[i];
        }
        return (a, b);
    }

    private static int SizeOf(Shape operand, int axis, int rank)
    {
        int own = axis - (rank - operand.Rank);
        return own < 0 ? 1 : operand[own];
    }

    private void Push(int size, int strideA, int strideB)
    {
        if (_rank > 0 && Continues(_stridesA[_rank - 1], strideA) && Continues(_stridesB[_rank - 1], strideB))
        {
            _sizes[_rank - 1] *= size;
            return;
        }
        _sizes[_rank] = size;
        _stridesA[_rank] = strideA;
        _stridesB[_rank] = strideB;
        _rank++;
    }

    // An operand is contiguous, so that an axis goes on where the one inside it ends unless just one is
    // repeated.
    private readonly bool Continues(int inner, int outer) => inner == 0 == (outer == 0);
}
