namespace Precocial.Search;

/// <summary>Least squares for a handful of parameters in a box.</summary>
/// <remarks>
/// Step: (JᵀJ + λ·diag JᵀJ)·δ = −Jᵀr; λ falls by 3 when the step helps and doubles when it does not. The
/// Jacobian is by forward differences. Steps are cut off at the box. Source: Marquardt, "An algorithm for
/// least-squares estimation of nonlinear parameters", 1963.
/// </remarks>
internal sealed class LevenbergMarquardt(
    int count, Action<double[], double[]> residuals, double[] low, double[] high)
{
    private const int MostSteps = 60;
    private const double Enough = 1e-10;

    private readonly double[] _residual = new double[count], _moved = new double[count];
    private readonly double[][] _jacobian = [.. low.Select(_ => new double[count])];

    /// <summary>Improves parameters in place.</summary>
    /// <returns>The sum of squares there.</returns>
    public double Minimise(double[] parameters)
    {
        double squares = Squares(parameters, _residual), lambda = 1e-2;
        for (int step = 0; step < MostSteps && lambda < 1e8; step++)
        {
            Differentiate(parameters);
            var (normal, slope) = NormalEquations();
            double[]? better = null;
            double least = squares;
            while (better is null && lambda < 1e8)
            {
                double[] moved = Moved(parameters, normal, slope, lambda);
                double value = Squares(moved, _moved);
                if (value < least)
                    (better, least) = (moved, value);
                lambda = better is null ? 2 * lambda : lambda / 3;
            }
            if (better is null)
                break;
            bool done = squares - least <= Enough * squares;
            better.CopyTo(parameters, 0);
            squares = Squares(parameters, _residual);
            if (done)
                break;
        }
        return squares;
    }

    private double Squares(double[] parameters, double[] into)
    {
        residuals(parameters, into);
        double sum = 0;
        foreach (double r in into)
            sum += r * r;
        return double.IsFinite(sum) ? sum : double.MaxValue;
    }

    private void Differentiate(double[] parameters)
    {
        for (int k = 0; k < parameters.Length; k++)
        {
            double at = parameters[k], width = 1e-6 * (high[k] - low[k]);
            // Away from the upper edge of the box.
            double step = at + width > high[k] ? -width : width;
            parameters[k] = at + step;
            residuals(parameters, _moved);
            parameters[k] = at;
            for (int i = 0; i < count; i++)
                _jacobian[k][i] = (_moved[i] - _residual[i]) / step;
        }
    }

    private (double[,] Normal, double[] Slope) NormalEquations()
    {
        int p = _jacobian.Length;
        var (normal, slope) = (new double[p, p], new double[p]);
        for (int a = 0; a < p; a++)
        {
            for (int b = 0; b < p; b++)
            {
                for (int i = 0; i < count; i++)
                    normal[a, b] += _jacobian[a][i] * _jacobian[b][i];
            }
            for (int i = 0; i < count; i++)
                slope[a] += _jacobian[a][i] * _residual[i];
        }
        return (normal, slope);
    }

    private double[] Moved(double[] parameters, double[,] normal, double[] slope, double lambda)
    {
        int p = parameters.Length;
        var system = new double[p, p + 1];
        for (int a = 0; a < p; a++)
        {
            for (int b = 0; b < p; b++)
                system[a, b] = normal[a, b];
            system[a, a] += lambda * normal[a, a] + 1e-15;
            system[a, p] = -slope[a];
        }
        double[] step = Solve(system);
        var moved = new double[p];
        for (int a = 0; a < p; a++)
            moved[a] = Math.Clamp(parameters[a] + (double.IsFinite(step[a]) ? step[a] : 0), low[a], high[a]);
        return moved;
    }

    // Gauss without pivoting: the matrix is positive definite.
    private static double[] Solve(double[,] system)
    {
        int p = system.GetLength(0);
        for (int a = 0; a < p; a++)
        {
            for (int b = a + 1; b < p; b++)
            {
                double factor = system[b, a] / system[a, a];
                for (int c = a; c <= p; c++)
                    system[b, c] -= factor * system[a, c];
            }
        }
        var x = new double[p];
        for (int a = p - 1; a >= 0; a--)
        {
            x[a] = system[a, p];
            for (int c = a + 1; c < p; c++)
                x[a] -= system[a, c] * x[c];
            x[a] /= system[a, a];
        }
        return x;
    }
}
