namespace Precocial.Tensors;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations.</summary>
/// <remarks>About 6·n³ operations a sweep and 6 to 10 sweeps: 0.1 s for n = 100, 1 s for 250. Slower than
/// reduction to tridiagonal form, but short, and accurate to the last bits for small eigenvalues too.
/// Sequential, so that the same matrix gives the same bits. Source: Golub and Van Loan, "Matrix
/// Computations", 4th edition, §8.5.</remarks>
internal static class SymmetricEigen
{
    private const int MostSweeps = 60;

    /// <summary>Decomposes a = Σ values[k] · v_k v_kᵀ.</summary>
    /// <param name="a">[n, n], row by row; destroyed.</param>
    /// <param name="vectors">[n, n]: row k becomes v_k.</param>
    /// <param name="values">The eigenvalues, in no order.</param>
    public static void Decompose(double[] a, double[] vectors, double[] values)
    {
        int n = values.Length;
        Array.Clear(vectors);
        for (int i = 0; i < n; i++)
            vectors[i * n + i] = 1;
        for (int sweep = 0; sweep < MostSweeps && OffDiagonal(a, n) > 0; sweep++)
        {
            for (int p = 0; p < n - 1; p++)
            {
                for (int q = p + 1; q < n; q++)
                    Rotate(a, vectors, n, p, q);
            }
        }
        for (int i = 0; i < n; i++)
            values[i] = a[i * n + i];
    }

    // Zero once every off-diagonal element is below the rounding of its diagonal neighbours: see Rotate.
    private static double OffDiagonal(double[] a, int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            foreach (double value in a.AsSpan(i * n + i + 1, n - i - 1))
                sum += value * value;
        }
        return sum;
    }

    private static void Rotate(double[] a, double[] vectors, int n, int p, int q)
    {
        double apq = a[p * n + q];
        double app = a[p * n + p], aqq = a[q * n + q];
        if (Math.Abs(apq) <= 1e-16 * Math.Sqrt(Math.Abs(app * aqq)))
        {
            a[p * n + q] = a[q * n + p] = 0;
            return;
        }
        double theta = (aqq - app) / (2 * apq);
        double t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        double c = 1 / Math.Sqrt(t * t + 1), s = t * c;
        TurnRows(a.AsSpan(p * n, n), a.AsSpan(q * n, n), c, s);
        a[p * n + p] = app - t * apq;
        a[q * n + q] = aqq + t * apq;
        a[p * n + q] = a[q * n + p] = 0;
        for (int k = 0; k < n; k++)
        {
            if (k != p && k != q)
                (a[k * n + p], a[k * n + q]) = (a[p * n + k], a[q * n + k]);
        }
        TurnRows(vectors.AsSpan(p * n, n), vectors.AsSpan(q * n, n), c, s);
    }

    // (x, y) becomes (c·x − s·y, s·x + c·y).
    private static void TurnRows(Span<double> x, Span<double> y, double c, double s)
    {
        for (int k = 0; k < x.Length; k++)
        {
            double xk = x[k], yk = y[k];
            x[k] = c * xk - s * yk;
            y[k] = s * xk + c * yk;
        }
    }
}
