namespace Precocial.Search;

/// <summary>Determinant and trace of the inverse of a symmetric matrix without negative eigenvalues, by
/// elimination.</summary>
/// <remarks>O(n³). Equal rows give a pivot of exactly zero: the factor between them is exactly 1. Without
/// pivoting, which such matrices do not need. Source: Golub and Van Loan, "Matrix Computations", 4th edition,
/// §4.2.</remarks>
internal static class SymmetricElimination
{
    /// <summary>(ln |det a|, trace a⁻¹): (−∞, ∞) for a singular matrix, NaN where the matrix has
    /// NaN.</summary>
    /// <param name="a">[n, n]; destroyed.</param>
    public static (double LogDeterminant, double InverseTrace) Of(double[,] a)
    {
        int n = a.GetLength(0);
        // a = L·D·Lᵀ; the rows of L⁻¹ build up from those of the identity. trace a⁻¹ = Σ |L⁻¹|²/D.
        var inverse = new double[n, n];
        double logDeterminant = 0, trace = 0;
        for (int i = 0; i < n; i++)
        {
            inverse[i, i] = 1;
            double pivot = a[i, i];
            if (pivot == 0)
                return (double.NegativeInfinity, double.PositiveInfinity);
            logDeterminant += Math.Log(Math.Abs(pivot));
            for (int k = 0; k <= i; k++)
                trace += inverse[i, k] * inverse[i, k] / pivot;
            for (int row = i + 1; row < n; row++)
                Eliminate(a, inverse, i, row, a[row, i] / pivot);
        }
        return (logDeterminant, trace);
    }

    private static void Eliminate(double[,] a, double[,] inverse, int pivot, int row, double factor)
    {
        for (int k = pivot; k < a.GetLength(0); k++)
            a[row, k] -= factor * a[pivot, k];
        for (int k = 0; k <= pivot; k++)
            inverse[row, k] -= factor * inverse[pivot, k];
    }
}
