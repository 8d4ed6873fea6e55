namespace Precocial.Cli.Tests;

/// <summary>Linear regression by the normal equations, with a little ridge.</summary>
internal static class LeastSquares
{
    public static double[] Fit(double[][] inputs, double[] targets)
    {
        int size = inputs[0].Length;
        var system = new double[size][];
        for (int i = 0; i < size; i++)
        {
            system[i] = new double[size + 1];
            for (int j = 0; j < size; j++)
                system[i][j] = inputs.Sum(x => x[i] * x[j]) + (i == j ? 1e-3 : 0);
            system[i][size] = inputs.Zip(targets, (x, y) => x[i] * y).Sum();
        }

        return Solve(system);
    }

    // Gauss and Jordan; the ridge keeps the pivots away from 0.
    private static double[] Solve(double[][] rows)
    {
        int size = rows.Length;
        for (int pivot = 0; pivot < size; pivot++)
        {
            for (int row = 0; row < size; row++)
            {
                if (row == pivot)
                    continue;
                double factor = rows[row][pivot] / rows[pivot][pivot];
                for (int column = pivot; column <= size; column++)
                    rows[row][column] -= factor * rows[pivot][column];
            }
        }

        return [.. rows.Select((row, i) => row[size] / row[i])];
    }
}
