using System.Globalization;

namespace Precocial.Cli;

/// <summary>A design's result as text: the table and where the files are.</summary>
internal static class DesignTable
{
    public static void Write(DesignResult result, DesignFiles files)
    {
        var table = new TextTable("network", "test accuracy", "95 % interval", "parameters", "FLOPs",
            "latency", "how obtained");
        foreach (DesignedModel model in result.Models)
        {
            table.Row(model.Name, Percent(model.Test.Value),
                $"{Percent(model.Test.Low)} to {Percent(model.Test.High)}",
                CountText.Short(model.Network.Graph.Parameters), CountText.Short(model.Network.Graph.Flops),
                Milliseconds(model.Latency), model.How);
        }
        table.AlignRight(1, 3, 4, 5).Write();
        string test = result.Plan.TestIsOfficial ? "the published test part"
            : "a test part that nothing was chosen by";
        Console.Out.WriteLine($"Accuracy on {test}, {result.Winner.Test.Samples} samples. "
            + $"{result.Search.Points.Count} evaluations for {result.Search.Name}, {result.Random.Points.Count} for "
            + "random search"
            + (result.Plan.Reproducible ? "." : "; time ended the search, so this is not reproducible."));
        foreach (string warning in result.Warnings)
            Console.Out.WriteLine($"Note: {warning}");
        foreach (string line in Lines(files))
            Console.Out.WriteLine(line);
    }

    /// <summary>Where the files are, and why one is missing.</summary>
    public static string[] Lines(DesignFiles files) =>
    [
        files.Onnx, files.Safetensors, files.Json, files.Csharp ?? $"No C# file. {files.CsharpRemark}",
        files.Report,
    ];

    private static string Percent(double share) =>
        (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    private static string Milliseconds(TimeSpan time) =>
        time.TotalMilliseconds.ToString("0.000", CultureInfo.InvariantCulture) + " ms";
}
