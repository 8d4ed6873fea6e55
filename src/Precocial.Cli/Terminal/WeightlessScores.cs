using System.Globalization;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary>What <c>evaluate --task</c> says: a JSON document, or a table.</summary>
internal sealed class WeightlessScores
{
    private readonly TextTable _table;
    private readonly string _remark;

    private WeightlessScores(object document, TextTable table, string remark = "") =>
        (Document, _table, _remark) = (document, table, remark);

    public object Document { get; }

    public void WriteTable()
    {
        _table.Write();
        if (_remark.Length > 0)
            Console.Out.WriteLine(_remark);
    }

    /// <summary>Episodes with some weights.</summary>
    public static WeightlessScores Of(
        EnvironmentTask task, NeuronWiring wiring, string weights, EpisodeScores episodes) => new(
        new
        {
            Task = task.Name,
            Weights = weights,
            wiring.Connections,
            wiring.Hidden,
            Episodes = episodes.Returns.Length,
            episodes.Mean,
            Sd = episodes.Deviation,
            Min = episodes.Returns.Min(),
            Max = episodes.Returns.Max(),
            Diverged = episodes.DivergedCount,
            episodes.Returns,
        },
        new TextTable("weights", "mean return", "sd", "least", "most", "episodes", "diverged").Row(
            weights, Text(episodes.Mean), Text(episodes.Deviation), Text(episodes.Returns.Min()),
            Text(episodes.Returns.Max()), $"{episodes.Returns.Length}", $"{episodes.DivergedCount}"));

    /// <summary>Episodes with each of several shared weights.</summary>
    public static WeightlessScores Of(
        EnvironmentTask task, NeuronWiring wiring, IReadOnlyList<(double Weight, EpisodeScores Episodes)> sweep)
    {
        var table = new TextTable("shared weight", "mean return", "sd", "diverged");
        foreach ((double weight, EpisodeScores episodes) in sweep)
            table.Row(Text(weight), Text(episodes.Mean), Text(episodes.Deviation), $"{episodes.DivergedCount}");
        return new WeightlessScores(
            new
            {
                Task = task.Name,
                wiring.Connections,
                wiring.Hidden,
                Episodes = sweep[0].Episodes.Returns.Length,
                Sweep = sweep.Select(point => new
                {
                    point.Weight,
                    point.Episodes.Mean,
                    Sd = point.Episodes.Deviation,
                    Diverged = point.Episodes.DivergedCount,
                }),
            },
            table.AlignRight(0, 1, 2, 3));
    }

    /// <summary>The four regimes.</summary>
    public static WeightlessScores Of(
        WeightlessTask task, NeuronWiring wiring, int trials, WeightRegimes regimes, AccuracyEstimate? ensemble = null)
    {
        var table = new TextTable("weights", task is DataTask ? "test accuracy" : "mean return", "sd");
        foreach ((string name, RegimeScore? score) in ((string, RegimeScore?)[])
        [
            ("random", regimes.Random), ("random shared", regimes.RandomShared),
            ($"tuned shared ({Text(regimes.SharedWeight)})", regimes.TunedShared), ("tuned", regimes.Tuned),
        ])
            table.Row(name, score is null ? "none given" : Text(score.Mean), score is null ? "" : Text(score.Sd));
        if (ensemble is { } all)
            table.Row("ensemble of shared", Text(all.Value), "");
        return new WeightlessScores(
            new
            {
                Task = task.Name,
                wiring.Connections,
                wiring.Hidden,
                Trials = trials,
                Regimes = new { regimes.Random, regimes.RandomShared, regimes.TunedShared, regimes.Tuned },
                regimes.SharedWeight,
                Ensemble = ensemble?.Value,
            },
            table.AlignRight(1, 2));
    }

    /// <summary>A classifier with some weights.</summary>
    public static WeightlessScores Of(
        DataTask task, NeuronWiring wiring, string weights, AccuracyEstimate accuracy) => new(
        new
        {
            Task = task.Name,
            Weights = weights,
            wiring.Connections,
            wiring.Hidden,
            Accuracy = accuracy.Value,
            Interval = new[] { accuracy.Low, accuracy.High },
            accuracy.Samples,
        },
        new TextTable("weights", "test accuracy", "95 % interval", "samples").Row(
            weights, Percent(accuracy.Value), $"{Percent(accuracy.Low)} to {Percent(accuracy.High)}",
            $"{accuracy.Samples}"));

    /// <summary>A classifier with each of several shared weights.</summary>
    public static WeightlessScores Of(DataTask task, NeuronWiring wiring, ClassifierSweep sweep, bool perClass)
    {
        string[] classes = perClass ? [.. sweep.ClassNames] : [];
        var table = new TextTable(["shared weight", "accuracy", .. classes]);
        for (int i = 0; i < sweep.Weights.Length; i++)
        {
            int at = i;
            table.Row([Text(sweep.Weights[i]), Percent(sweep.Accuracy(i).Value),
                .. classes.Select((_, c) => Percent(sweep.Accuracy(at, c)))]);
        }
        return new WeightlessScores(
            new
            {
                Task = task.Name,
                wiring.Connections,
                wiring.Hidden,
                Classes = sweep.ClassNames,
                Sweep = sweep.Weights.Select((weight, i) => new
                {
                    Weight = weight,
                    Accuracy = sweep.Accuracy(i).Value,
                    PerClass = perClass ? sweep.ClassNames.Select((_, c) => sweep.Accuracy(i, c)).ToArray() : null,
                }),
                Ensemble = sweep.Ensemble.Value,
                sweep.Ensemble.Samples,
            },
            table, $"all weights together: {Percent(sweep.Ensemble.Value)} of {sweep.Ensemble.Samples} samples");
    }

    private static string Percent(double share) =>
        (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
