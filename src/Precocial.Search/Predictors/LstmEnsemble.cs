using System.Collections.Immutable;
using System.Globalization;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Several LSTMs that read a network decision by decision, each fitted to 4/5 of the rows: their
/// mean is the forecast, their spread its uncertainty.</summary>
/// <remarks>
/// Source: Liu, Zoph, Neumann et al., "Progressive neural architecture search", ECCV 2018, §4.2 and 4.3. A
/// row is a sequence of decisions; numbers below 0 behind the last are no decisions, so that rows of short
/// and of long sequences have one length.
/// <list type="number">
/// <item>Each decision is embedded, with one table for each kind of decision, and read by the LSTM.</item>
/// <item>The last state's linear layer is the forecast; the loss is the mean absolute error, by Adam.</item>
/// <item>Member i of m never sees the i-th m-th of the rows, shuffled.</item>
/// </list>
/// Departures: 32 units instead of 100, as there are tens of rows and not hundreds; targets are scaled to
/// mean 0 and variance 1 and the output is linear, where the paper's is a sigmoid of accuracies; batches have
/// sequences of one length. Its nearest neighbour, <see cref="MlpEnsemble"/>, takes any numbers and is ten
/// times as fast.
/// </remarks>
/// <param name="Options">How many options decisions have, in turn: decision t is of the kind t modulo their
/// number.</param>
public sealed record LstmEnsemble(ImmutableArray<int> Options) : IPredictor
{
    /// <summary>How many networks there are; at least 2.</summary>
    public int Members { get; init; } = 5;

    /// <summary>Units of the LSTM, and numbers of an embedding.</summary>
    public int Units { get; init; } = 32;

    /// <summary>Passes over the rows.</summary>
    public int Epochs { get; init; } = 40;

    /// <summary>Adam's rate.</summary>
    public float LearningRate { get; init; } = 0.01f;

    /// <inheritdoc/>
    public string Description => string.Create(CultureInfo.InvariantCulture,
        $"{Members} LSTMs of {Units} units, {Epochs} epochs, rate {LearningRate}");

    /// <inheritdoc/>
    public IFittedPredictor Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> targets, Rng rng)
    {
        var scale = TargetScale.Of(targets);
        int[][] rows = [.. features.Select(Decisions)];
        float[] scaled = scale.Scaled(targets);
        int[] order = [.. Enumerable.Range(0, rows.Length)];
        rng.Split("folds").Shuffle<int>(order);
        var members = new SequenceRegressor[Members];
        for (int i = 0; i < members.Length; i++)
        {
            var stream = rng.Split((ulong)i);
            members[i] = new SequenceRegressor(Options, Units, stream.Split("weights").NextUInt64());
            // Of fewer rows than members, all are seen.
            int[] seen = [.. order.Where((_, place) => order.Length < Members || place % Members != i)];
            members[i].Train([.. seen.Select(row => rows[row])], [.. seen.Select(row => scaled[row])], Epochs,
                LearningRate, stream.Split("batches"));
        }
        return new Fitted(members, scale);
    }

    private static int[] Decisions(double[] row) =>
        [.. row.TakeWhile(choice => choice >= 0).Select(choice => (int)choice)];

    private sealed class Fitted(SequenceRegressor[] members, TargetScale scale) : IFittedPredictor
    {
        public ScoreEstimate Predict(double[] features) => PredictAll([features])[0];

        public IReadOnlyList<ScoreEstimate> PredictAll(IReadOnlyList<double[]> features)
        {
            int[][] rows = [.. features.Select(Decisions)];
            float[][] forecasts = [.. members.Select(member => member.Predict(rows))];
            return [.. Enumerable.Range(0, rows.Length).Select(row => Estimate(forecasts, row))];
        }

        private ScoreEstimate Estimate(float[][] forecasts, int row)
        {
            double[] each = [.. forecasts.Select(member => scale.Unscaled(member[row]))];
            double average = each.Average();
            return new(average, Math.Sqrt(each.Average(y => (y - average) * (y - average))));
        }
    }
}
