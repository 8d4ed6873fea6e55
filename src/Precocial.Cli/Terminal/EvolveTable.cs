using System.Globalization;

namespace Precocial.Cli;

/// <summary>A weight agnostic search's result as text.</summary>
internal static class EvolveTable
{
    public static void Write(WannResult result, WannFiles files)
    {
        string measure = result.Method.Task.Measure;
        var table = new TextTable("network", $"mean {measure}, six weights", "best weight", $"{measure} with it",
            "connections", "how obtained");
        foreach (WannEntry entry in (IEnumerable<WannEntry>)[result.Best, .. result.Baselines])
        {
            table.Row(entry.Name, Number(entry.Sweep.Mean), Number(entry.BestWeight), Number(entry.AtBestWeight),
                $"{entry.Sweep.Connections}", entry.How);
        }
        table.AlignRight(1, 2, 3, 4).Write();
        if (result.Test is { } sweep)
        {
            int best = Enumerable.Range(0, sweep.Weights.Length)
                .MinBy(i => Math.Abs(sweep.Weights[i] - result.Best.BestWeight));
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Test part, {sweep.Ensemble.Samples} samples: {100 * sweep.Accuracy(best).Value:0.00} % with the best "
                + $"shared weight, {100 * sweep.Ensemble.Value:0.00} % with {sweep.Weights.Length} weights together."));
        }
        foreach (string file in (string[])[files.Out, files.Json, files.Onnx, files.Csharp, files.Svg, files.Curve,
            files.Report])
            Console.Out.WriteLine(file);
    }

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "0.0" : "0.###", CultureInfo.InvariantCulture);
}
