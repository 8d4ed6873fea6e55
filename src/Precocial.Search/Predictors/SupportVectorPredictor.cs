using Precocial.Tensors;

namespace Precocial.Search;

/// <summary><see cref="SupportVectorRegression"/> whose settings are found by random search: what Baker et
/// al. read learning curves with.</summary>
/// <remarks>
/// Source: Baker, Gupta, Raskar and Naik, "Accelerating neural architecture search using performance
/// prediction", 2017, §3: C log-uniform in 1e-5..10, ν uniform in 0..1, γ log-uniform in 1e-5..10; the draw
/// with the least error over 3 folds. Features and targets are standardized. Knows no uncertainty but the
/// error over the folds, which it gives everywhere. Its nearest neighbour:
/// <see cref="KernelRidgePredictor"/>, a hundred times as fast.
/// </remarks>
public sealed record SupportVectorPredictor : IPredictor
{
    /// <summary>How many settings are drawn. The authors draw 1,000.</summary>
    public int Draws { get; init; } = 1000;

    /// <summary>How many folds the error is measured over.</summary>
    public int Folds { get; init; } = 3;

    /// <inheritdoc/>
    public string Description => $"nu support vector regression, best of {Draws} settings over {Folds} folds";

    /// <inheritdoc/>
    public int FewestRows => 2 * Folds;

    /// <inheritdoc/>
    public IFittedPredictor Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> targets, Rng rng)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features.Count, FewestRows);
        var scales = Enumerable.Range(0, features[0].Length)
            .Select(k => LinearScale.Of([.. features.Select(row => row[k])])).ToArray();
        var target = LinearScale.Of(targets);
        double[][] x = [.. features.Select(row => Scaled(row, scales))];
        double[] y = [.. targets.Select(target.Apply)];
        var (best, least) = (default(SupportVectorSettings), double.PositiveInfinity);
        for (int draw = 0; draw < Draws; draw++)
        {
            var settings = new SupportVectorSettings(
                Cost: Math.Pow(10, -5 + 6 * rng.NextDouble()), Nu: 1 - rng.NextDouble(),
                Gamma: Math.Pow(10, -5 + 6 * rng.NextDouble()));
            double error = Error(x, y, settings, least);
            if (error < least)
                (best, least) = (settings, error);
        }
        double sd = Math.Sqrt(least / y.Length) * target.Width;
        return new Fitted(SupportVectorRegression.Fit(x, y, best), scales, target, sd);
    }

    // Row i is left out by fold i mod k; stops once it cannot be the least.
    private double Error(double[][] x, double[] y, SupportVectorSettings settings, double least)
    {
        double error = 0;
        for (int fold = 0; fold < Folds && error < least; fold++)
        {
            int[] kept = [.. Enumerable.Range(0, x.Length).Where(i => i % Folds != fold)];
            var fit = SupportVectorRegression.Fit(
                [.. kept.Select(i => x[i])], [.. kept.Select(i => y[i])], settings);
            for (int i = fold; i < x.Length; i += Folds)
                error += Math.Pow(fit.Predict(x[i]) - y[i], 2);
        }
        return error;
    }

    private static double[] Scaled(double[] row, LinearScale[] scales)
    {
        var scaled = new double[row.Length];
        for (int k = 0; k < scaled.Length; k++)
            scaled[k] = scales[k].Apply(row[k]);
        return scaled;
    }

    private sealed class Fitted(
        SupportVectorRegression fit, LinearScale[] scales, LinearScale target, double sd) : IFittedPredictor
    {
        public ScoreEstimate Predict(double[] features) =>
            new(target.Undo(fit.Predict(Scaled(features, scales))), sd);
    }
}

/// <summary>What brings numbers to mean 0 and variance 1; all equal ones to 0.</summary>
internal readonly record struct LinearScale(double Mean, double Width)
{
    public static LinearScale Of(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        double sd = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        return new(mean, sd > 1e-12 ? sd : 1);
    }

    public double Apply(double value) => (value - Mean) / Width;

    public double Undo(double value) => Mean + Width * value;
}
