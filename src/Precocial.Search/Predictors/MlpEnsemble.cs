using System.Globalization;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Several multilayer perceptrons that differ in their first weights and in the order of their
/// batches: their mean is the forecast, their spread its uncertainty.</summary>
/// <remarks>
/// Source: White, Neiswanger and Savani, "BANANAS", AAAI 2021, §4.2: 5 networks of 10 layers of 20, mean
/// absolute error, Adam with rate .01, 150 epochs, batches of 32. Departure: features and targets are scaled
/// to mean 0 (targets also to variance 1), so that the rate fits any unit.
/// </remarks>
public sealed record MlpEnsemble : IPredictor
{
    /// <summary>A third of the layers and epochs: for thousands of fits.</summary>
    public static MlpEnsemble Quick { get; } = new() { Layers = 3, Epochs = 60 };

    /// <summary>How many networks there are; at least 2.</summary>
    public int Members { get; init; } = 5;

    /// <summary>Hidden layers of each.</summary>
    public int Layers { get; init; } = 10;

    /// <summary>Neurons of a hidden layer.</summary>
    public int Width { get; init; } = 20;

    /// <summary>Passes over the rows.</summary>
    public int Epochs { get; init; } = 150;

    /// <summary>Adam's rate.</summary>
    public float LearningRate { get; init; } = 0.01f;

    /// <inheritdoc/>
    public string Description => string.Create(CultureInfo.InvariantCulture,
        $"{Members} perceptrons of {Layers}x{Width}, {Epochs} epochs, rate {LearningRate}");

    /// <inheritdoc/>
    public IFittedPredictor Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> targets, Rng rng)
    {
        var scale = TargetScale.Of(targets);
        double[] centre = Centre(features);
        float[][] rows = [.. features.Select(row => Centred(row, centre))];
        float[] scaled = scale.Scaled(targets);
        var members = new Perceptron[Members];
        for (int i = 0; i < members.Length; i++)
        {
            var stream = rng.Split((ulong)i);
            members[i] = new Perceptron(centre.Length, Layers, Width, stream.Split("weights"));
            members[i].Train(rows, scaled, Epochs, LearningRate, stream.Split("batches"));
        }
        return new Fitted(members, centre, scale);
    }

    private static double[] Centre(IReadOnlyList<double[]> rows)
    {
        var centre = new double[rows[0].Length];
        foreach (double[] row in rows)
        {
            for (int k = 0; k < centre.Length; k++)
                centre[k] += row[k] / rows.Count;
        }
        return centre;
    }

    private static float[] Centred(double[] row, double[] centre)
    {
        var centred = new float[row.Length];
        for (int k = 0; k < centred.Length; k++)
            centred[k] = (float)(row[k] - centre[k]);
        return centred;
    }

    private sealed class Fitted(Perceptron[] members, double[] centre, TargetScale scale) : IFittedPredictor
    {
        public ScoreEstimate Predict(double[] features)
        {
            float[] row = Centred(features, centre);
            double sum = 0, squares = 0;
            foreach (var member in members)
            {
                double y = scale.Unscaled(member.Predict(row));
                (sum, squares) = (sum + y, squares + y * y);
            }
            double average = sum / members.Length;
            return new(average, Math.Sqrt(Math.Max(squares / members.Length - average * average, 0)));
        }
    }
}
