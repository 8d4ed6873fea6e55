using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Precocial.Tensors;

namespace Precocial.Formats.Tests;

/// <summary>ONNX Runtime in a node process of its own: somebody else's reading of our files.</summary>
internal static class OnnxRuntime
{
    private static string Folder { get; } =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "onnxruntime"));

    /// <summary>Skips the test where node or its packages are absent.</summary>
    public static void SkipIfAbsent()
    {
        Skip.IfNot(Directory.Exists(Path.Combine(Folder, "node_modules", "onnxruntime-node")),
            "ONNX Runtime is not there: npm ci --ignore-scripts --prefix tests/onnxruntime");
        Skip.IfNot(IsOnPath("node"), "node is not on the path");
    }

    /// <summary>Runs a model on a batch; also what it calls its input and output, and the output's
    /// axes.</summary>
    public static (float[] Outputs, string Input, string Output, int[] Axes) Run(string model, Tensor batch)
    {
        string inputs = model + ".inputs", outputs = model + ".outputs";
        File.WriteAllBytes(inputs, MemoryMarshal.AsBytes(batch.Span).ToArray());
        string answer = Node("run.mjs", model, string.Join(",", batch.Shape.ToArray()), inputs, outputs);
        JsonElement json = JsonDocument.Parse(answer).RootElement;
        return (MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(outputs)).ToArray(),
            json.GetProperty("input").GetString()!, json.GetProperty("output").GetString()!,
            [.. json.GetProperty("dims").EnumerateArray().Select(axis => axis.GetInt32())]);
    }

    private static string Node(params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors.Result);
        return answer;
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program))
                || File.Exists(Path.Combine(folder, program + ".exe")));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
