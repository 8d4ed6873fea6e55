using System.Globalization;

namespace Precocial.Cli;

/// <summary>What <c>predict</c> says.</summary>
internal sealed record PredictionReport(
    TrainedHypernetwork Hypernetwork, GivenArchitecture Given, TimedPrediction Timed)
{
    /// <summary>Test accuracy without training; null without data.</summary>
    public AccuracyEstimate? Untrained { get; init; }

    /// <summary>How it was trained further; null for not.</summary>
    public FewShotSettings? Finetune { get; init; }

    /// <summary>Test accuracy of the predicted network after that training.</summary>
    public AccuracyEstimate? Tuned { get; init; }

    /// <summary>Test accuracy of one with He weights after the same training.</summary>
    public AccuracyEstimate? Random { get; init; }

    public object Document(string? file) => new
    {
        Network = Given.Name,
        Ghn = Hypernetwork.Name,
        Milliseconds = Timed.Elapsed.TotalMilliseconds,
        Timed.Prediction.Nodes,
        Timed.Prediction.PredictedParameters,
        Timed.Prediction.InitializedParameters,
        Timed.Prediction.Skipped,
        Timed.Distance,
        Classes = Given.Graph.OutputShape[0],
        Notes = Given.Imported?.Notes,
        TestAccuracy = Untrained?.Value,
        Interval = Untrained is { } u ? new[] { u.Low, u.High } : null,
        Finetune = Finetune is null ? null : new
        {
            Finetune.Epochs,
            Finetune.Shots,
            Predicted = Tuned?.Value,
            He = Random?.Value,
        },
        File = file,
    };

    public void Write(string? file)
    {
        Line($"{Given.Name}: {Timed.Prediction.PredictedParameters:N0} parameters predicted by {Hypernetwork.Name} in "
            + $"{Timed.Elapsed.TotalMilliseconds:0.0} ms (a graph of {Timed.Prediction.Nodes} nodes, one thread)");
        if (Timed.Prediction.Skipped.Length > 0)
        {
            Line($"{Timed.Prediction.InitializedParameters:N0} initialised instead, outside its vocabulary: "
                + $"{string.Join(", ", Timed.Prediction.Skipped.Take(8))}"
                + (Timed.Prediction.Skipped.Length > 8 ? $" and {Timed.Prediction.Skipped.Length - 8} more" : ""));
        }
        if (Timed.Distance is { } distance)
        {
            Line($"distance from the networks that it was trained on: {distance:0.0} (theirs: about 1; above 3 is far "
                + $"outside)");
        }
        foreach (string note in Given.Imported?.Notes ?? [])
            Line($"{note}");
        if (Untrained is { } accuracy)
            Line($"test accuracy without training {Percent(accuracy)}, batch statistics of 64");
        if (Finetune is { } finetune)
        {
            Line($"after {finetune.Epochs} epochs{(finetune.Shots is { } s ? $" on {s} samples a class" : "")}: "
                + $"{Percent(Tuned!.Value)} from the prediction, {Percent(Random!.Value)} from He weights");
        }
        if (file is not null)
            Line($"{file}");
    }

    private static string Percent(AccuracyEstimate a) => string.Create(CultureInfo.InvariantCulture,
        $"{100 * a.Value:0.00} % ({100 * a.Low:0.0} to {100 * a.High:0.0})");

    private static void Line(FormattableString text) =>
        Console.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Line(string text) => Console.Out.WriteLine(text);
}
