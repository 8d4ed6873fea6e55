using System.Diagnostics;
using System.Runtime.InteropServices;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Tests;

/// <summary>Compiles generated files alone, with the SDK that runs the tests, and runs them in a process of
/// their own.</summary>
internal static class CSharpProgram
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <UseAppHost>false</UseAppHost>
            <InvariantGlobalization>true</InvariantGlobalization>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
        </Project>
        """;

    // A class's name as argument, samples from standard input, logits and predictions to standard output, all
    // as little-endian float32.
    private const string Main = """
        using System;
        using System.IO;
        using System.Runtime.InteropServices;

        (int inputs, Runner run, Predictor predict) = args[0] switch
        {
            CASES
            _ => throw new ArgumentException(args[0]),
        };
        using Stream input = Console.OpenStandardInput(), output = Console.OpenStandardOutput();
        var bytes = new MemoryStream();
        input.CopyTo(bytes);
        float[] samples = MemoryMarshal.Cast<byte, float>(bytes.ToArray()).ToArray();
        for (int i = 0; i < samples.Length; i += inputs)
        {
            var sample = samples.AsSpan(i, inputs);
            output.Write(MemoryMarshal.AsBytes(run(sample).AsSpan()));
            output.Write(BitConverter.GetBytes((float)predict(sample)));
        }

        delegate float[] Runner(ReadOnlySpan<float> sample);

        delegate int Predictor(ReadOnlySpan<float> sample);
        """;

    /// <summary>Compiles networks, each a class of its own file.</summary>
    public static string Build(TemporaryFolder folder, IReadOnlyDictionary<string, Network> networks)
    {
        foreach ((string name, Network network) in networks)
            CSharpSource.Write(network, name, folder.File($"{name}.cs"));
        IEnumerable<string> cases = networks.Keys.Select(
            name => $"\"{name}\" => ({name}.Inputs, (Runner){name}.Run, (Predictor){name}.Predict),");
        File.WriteAllText(folder.File("Best.csproj"), Project);
        File.WriteAllText(folder.File("Program.cs"), Main.Replace("CASES", string.Join('\n', cases)));
        Run(folder, [], "build", "--nologo", "-v", "q", "-nodeReuse:false", "-o", folder.File("out"),
            folder.File("Best.csproj"));
        return folder.File("out/Best.dll");
    }

    /// <summary>Logits and predictions of each sample.</summary>
    public static (float[] Logits, int[] Predictions) Run(
        TemporaryFolder folder, string program, string name, Tensor batch, int outputs)
    {
        byte[] answer = Run(folder, MemoryMarshal.AsBytes(batch.Span).ToArray(), program, name);
        float[][] rows = [.. MemoryMarshal.Cast<byte, float>(answer).ToArray().Chunk(outputs + 1)];
        return ([.. rows.SelectMany(row => row[..outputs])], [.. rows.Select(row => (int)row[outputs])]);
    }

    private static byte[] Run(TemporaryFolder folder, byte[] input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder.File("."),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        var output = new MemoryStream();
        Task reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        reading.Wait();
        process.ExitCode.ShouldBe(0, System.Text.Encoding.UTF8.GetString(output.ToArray()));
        return output.ToArray();
    }
}
