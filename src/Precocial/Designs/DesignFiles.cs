using System.Text.Json;
using Precocial.Formats;

namespace Precocial;

/// <summary>The files that a design leaves: the network for three kinds of use, and the report.</summary>
/// <param name="Onnx">For other runtimes.</param>
/// <param name="Safetensors">Weights and architecture, for Precocial.</param>
/// <param name="Json">The architecture alone.</param>
/// <param name="Csharp">One class that runs the network with no package; null if C# cannot say it.</param>
/// <param name="Report">One HTML page.</param>
public sealed record DesignFiles(string Onnx, string Safetensors, string Json, string? Csharp, string Report)
{
    /// <summary>Why there is no C# file, in one line; null if there is one.</summary>
    public string? CsharpRemark { get; init; }

    /// <summary>Writes all of them into a folder; each is there whole or not at all, and an equal one is
    /// replaced by the same bytes.</summary>
    /// <param name="result">What was made.</param>
    /// <param name="folder">Exists.</param>
    /// <param name="version">The version of the program, for the report.</param>
    /// <param name="command">What was typed, for the report.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static DesignFiles Write(DesignResult result, string folder, string version, string command)
    {
        string At(string name) => Path.Combine(folder, name);
        var files = new DesignFiles(
            At("best.onnx"), At("best.safetensors"), At("best.json"), At("Best.cs"), At("report.html"));
        var notes = new Dictionary<string, string>
        {
            ["classes"] = JsonSerializer.Serialize(result.ClassNames),
            ["data"] = result.Plan.Data,
        };
        NetworkFile.Save(result.Winner.Network, files.Json, notes);
        OnnxFile.Save(result.Winner.Network, files.Onnx);
        // A primitive that C# does not know costs that file alone.
        if (!CSharpSource.TryWrite(result.Winner.Network, "Best", At("Best.cs"), out string? refusal))
            files = files with { Csharp = null, CsharpRemark = refusal };
        AtomicFile.WriteText(files.Report, DesignReport.Write(result, version, command, files.CsharpRemark));
        return files;
    }
}
