using System.Globalization;
using System.Text;
using System.Text.Json;
using Precocial.Architectures;
using Precocial.Formats;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>The files that a weight agnostic search leaves.</summary>
/// <param name="Out">The network in the authors' format.</param>
/// <param name="Json">The network as an architecture.</param>
/// <param name="Safetensors">The same with its best shared weight.</param>
/// <param name="Onnx">For other runtimes, with its best shared weight.</param>
/// <param name="Csharp">One class that runs it, with its best shared weight.</param>
/// <param name="Svg">The drawn network.</param>
/// <param name="Report">One HTML page.</param>
/// <param name="Curve">All generations in numbers.</param>
public sealed record WannFiles(
    string Out, string Json, string Safetensors, string Onnx, string Csharp, string Svg, string Report, string Curve)
{
    /// <summary>Writes all of them into a folder; each is there whole or not at all.</summary>
    /// <param name="result">What was made.</param>
    /// <param name="folder">Exists.</param>
    /// <param name="version">The version of the program, for the report.</param>
    /// <param name="command">What was typed, for the report.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static WannFiles Write(WannResult result, string folder, string version, string command)
    {
        string At(string name) => Path.Combine(folder, name);
        var files = new WannFiles(At("best.out"), At("best.json"), At("best.safetensors"), At("best.onnx"),
            At("Best.cs"), At("best.svg"), At("report.html"), At("curve.csv"));
        NeuronWiring wiring = result.Best.Wiring!;
        Network network = Network.From(
            result.Method.Task.Graph(wiring), new SingleWeight(result.Best.BestWeight), new Rng(0));
        ChampionFile.Write(files.Out, wiring);
        NetworkFile.Save(network, files.Json, Notes(result));
        OnnxFile.Save(network, files.Onnx);
        CSharpSource.Write(network, "Best", files.Csharp);
        AtomicFile.WriteText(files.Svg, WiringSvg.Draw(wiring));
        AtomicFile.WriteText(files.Curve, CurveText(result.Curve));
        AtomicFile.WriteText(files.Report, WannReport.Write(result, version, command));
        return files;
    }

    private static Dictionary<string, string> Notes(WannResult result)
    {
        var notes = new Dictionary<string, string> { ["task"] = result.Method.Task.Name };
        if (result.Method.Task is DataTask data)
            notes["classes"] = JsonSerializer.Serialize(data.Train.ClassNames);
        return notes;
    }

    private static string CurveText(IReadOnlyList<GenerationRow> curve)
    {
        var text = new StringBuilder("generation,evaluations,mean,median,max,top,peak,median_nodes,")
            .Append("median_connections,best_connections,failed\n");
        foreach (GenerationRow row in curve)
        {
            double[] values = [row.Generation, row.Evaluations, row.Mean, row.Median, row.Max, row.Top, row.Peak,
                row.MedianNodes, row.MedianConnections, row.BestConnections, row.Failed];
            text.AppendJoin(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture))).Append('\n');
        }
        return text.ToString();
    }
}
