using System.Runtime.CompilerServices;

namespace Precocial.Cli.Tests;

/// <summary>What a user does with a network that PyTorch wrote.</summary>
public sealed class ImportedNetworkTests
{
    private static string Files { get; } = Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(ThisFile())!, "..", "Precocial.Formats.Tests", "OnnxFiles"));

    [Fact]
    public async Task Finetune_OfPyTorchsNetwork_LearnsAndIsExported()
    {
        using var folder = new TemporaryFolder();
        string network = Path.Combine(Files, "digits.onnx");

        ProgramRun tuned = await ProgramRun.Of("finetune", network, "--data", "digits", "--epochs", "10",
            "--rate", "0.3",
            "-o", folder.At("tuned.onnx"), "--json");
        ProgramRun again = await ProgramRun.Of("evaluate", folder.At("tuned.onnx"), "--data", "digits", "--json");

        tuned.ExitCode.ShouldBe(0, tuned.Error);
        // Random weights are right in one of ten.
        tuned.Json.GetProperty("test_accuracy_before").GetDouble().ShouldBeLessThan(0.3);
        tuned.Json.GetProperty("test_accuracy").GetDouble().ShouldBeGreaterThan(0.7);
        tuned.Json.GetProperty("files").GetProperty("onnx").GetString().ShouldBe(folder.At("tuned.onnx"));
        again.Json.GetProperty("accuracy").GetDouble().ShouldBe(tuned.Json.GetProperty("test_accuracy").GetDouble());
    }

    [Fact]
    public async Task Evaluate_OfAFileThatCannotBeRead_SaysWhyInOneLine()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("n.onnx"), "no model");

        (await ProgramRun.Of("evaluate", folder.At("n.onnx"), "--data", "digits"))
            .ShouldRefuse("n.onnx: expected an ONNX model");
        (await ProgramRun.Of("evaluate", Path.Combine(Files, "resnet.onnx"), "--data", "digits"))
            .ShouldRefuse("The network takes samples [3, 32, 32], but those of digits are [1, 8, 8]");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
