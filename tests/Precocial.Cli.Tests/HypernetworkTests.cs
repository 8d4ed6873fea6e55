using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Precocial.Architectures;
using Precocial.Formats;
using Precocial.Hypernetworks;
using Precocial.Tensors;

namespace Precocial.Cli.Tests;

/// <summary>A hypernetwork that was trained for a few steps, through the real program.</summary>
public sealed class SmallHypernetwork : IAsyncLifetime
{
    internal static readonly string[] Arguments =
    [
        "ghn", "train", "--data", "digits", "--budget", "24", "--hidden", "8", "--max-shape", "8x8x7", "--evaluations", "2",
        "--evaluation-networks", "4", "--seed", "3", "--json",
    ];

    internal TemporaryFolder Folder { get; } = new();

    internal string Path => Folder.At("ghn.safetensors");

    internal ProgramRun Run { get; private set; } = null!;

    public async Task InitializeAsync() => Run = await ProgramRun.Of([.. Arguments, "--threads", "1", "-o", Path]);

    public Task DisposeAsync()
    {
        Folder.Dispose();
        return Task.CompletedTask;
    }
}

public sealed class HypernetworkTests(SmallHypernetwork small) : IClassFixture<SmallHypernetwork>
{
    [Fact]
    public void Train_Steps_WritesTheHypernetworkAndItsCurve()
    {
        small.Run.ExitCode.ShouldBe(0, small.Run.Error);
        small.Run.Json.GetProperty("steps").GetInt64().ShouldBe(24);
        small.Run.Json.GetProperty("curve").GetArrayLength().ShouldBe(2);
        File.ReadAllLines(Path.ChangeExtension(small.Path, ".csv")).Length.ShouldBe(3);
        TrainedHypernetwork trained = HypernetworkFile.Load(small.Path);
        trained.Card.Data.ShouldBe("digits");
        trained.Card.Input.ShouldBe([1, 8, 8]);
        trained.Model.Configuration.Distribution!.Networks.ShouldBe(48);
    }

    [Fact]
    public async Task Train_TwoThreadsAndKilledOnTheWay_EndsWithTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        string path = folder.At("ghn.safetensors");
        string[] arguments = [.. SmallHypernetwork.Arguments, "--threads", "2", "-o", path];
        using (Process process = ProgramRun.Start(arguments))
        {
            // The state is first saved at the end or at a stop: a kill loses what is before, and nothing else.
            await Task.Delay(1500);
            process.Kill();
            await process.WaitForExitAsync();
        }
        (await ProgramRun.Of(arguments)).ExitCode.ShouldBe(0);
        Weights(path).ShouldBe(Weights(small.Path));
    }

    [Fact]
    public async Task Predict_BuiltInNetwork_WritesWhatTheDocumentCounts()
    {
        using var folder = new TemporaryFolder();
        string file = folder.At("r.safetensors");
        ProgramRun run =
            await ProgramRun.Of("predict", "resnet18", "--ghn", small.Path, "--input", "3x32x32", "--json", "-o", file);
        run.ExitCode.ShouldBe(0, run.Error);
        ArchitectureGraph graph = NamedNetworks.Create("resnet18", [3, 32, 32], 10);
        run.Json.GetProperty("predicted_parameters").GetInt64().ShouldBe(graph.Parameters);
        run.Json.GetProperty("initialized_parameters").GetInt64().ShouldBe(0);
        run.Json.GetProperty("skipped").GetArrayLength().ShouldBe(0);
        run.Json.GetProperty("milliseconds").GetDouble().ShouldBeGreaterThan(0);
        run.Json.GetProperty("distance").GetDouble().ShouldBeGreaterThan(0);
        run.Error.ShouldContain("no running statistics");
        NetworkFile.Load(file).Weights["conv1.weight"].ToArray().Distinct().Count().ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Predict_WithData_TestsAndTrainsBesideHeWeights()
    {
        using var folder = new TemporaryFolder();
        ProgramRun run = await ProgramRun.Of("predict", "resnet18", "--ghn", small.Path, "--data", "digits", "--finetune",
            "1", "--shots", "3", "--json", "-o", folder.At("r.onnx"));
        run.ExitCode.ShouldBe(0, run.Error);
        run.Json.GetProperty("test_accuracy").GetDouble().ShouldBeInRange(0, 1);
        JsonElement tuned = run.Json.GetProperty("finetune");
        tuned.GetProperty("shots").GetInt32().ShouldBe(3);
        tuned.GetProperty("he").GetDouble().ShouldBeInRange(0, 1);
        OnnxFile.Load(folder.At("r.onnx")).Graph.Nodes[1].Primitive.ShouldBeOfType<Standardize>();
    }

    [Fact]
    public async Task Eval_TwoSplits_WritesARowForEach()
    {
        ProgramRun run = await ProgramRun.Of("ghn", "eval", small.Path, "--split", "test,bnfree", "--networks", "3",
            "--sgd-steps", "2,4", "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        JsonElement[] splits = [.. run.Json.GetProperty("splits").EnumerateArray()];
        splits.Select(s => s.GetProperty("split").GetString()).ShouldBe(["test", "bnfree"]);
        splits[1].GetProperty("networks").GetInt32().ShouldBe(3);
        splits[1].GetProperty("with_batch_norm").ValueKind.ShouldBe(JsonValueKind.Null);
        splits[0].GetProperty("sgd").GetArrayLength().ShouldBe(2);
        splits[0].GetProperty("mean").GetDouble().ShouldBeLessThanOrEqualTo(splits[0].GetProperty("best").GetDouble());
    }

    [Fact]
    public async Task Search_JudgedByTheHypernetwork_DesignsANetwork()
    {
        using var folder = new TemporaryFolder();
        ProgramRun run = await ProgramRun.Of("search", "--space", "deepnets", "--evaluator", "ghn", "--ghn", small.Path,
            "--data", "digits", "--budget", "4-evals", "--max-params", "40k", "--json", "-o", folder.Path);
        run.ExitCode.ShouldBe(0, run.Error);
        File.Exists(folder.At("best.onnx")).ShouldBeTrue();
    }

    [Fact]
    public async Task Info_OfAFile_SaysHowItWasTrained()
    {
        ProgramRun run = await ProgramRun.Of("ghn", "info", small.Path, "--json");
        run.Json.GetProperty("training").GetProperty("data").GetString().ShouldBe("digits");
        run.Json.GetProperty("configuration").GetProperty("kind").GetString().ShouldBe("ghn2");
        run.Json.GetProperty("configuration").GetProperty("decoder").GetString().ShouldBe("conv");
    }

    [Fact]
    public void Train_ConvolutionalDecoder_StateIsOneFromBeforeThereWasAChoice()
    {
        string state = Encoding.Latin1.GetString(File.ReadAllBytes(Path.ChangeExtension(small.Path, ".state")));
        state.ShouldContain("LeakySlope = 0");
        state.ShouldNotContain("Decoder");
    }

    [Fact]
    public async Task Train_PerceptronDecoder_IsInTheFile()
    {
        using var folder = new TemporaryFolder();
        string path = folder.At("ghn.safetensors");
        ProgramRun run = await ProgramRun.Of(
            [.. SmallHypernetwork.Arguments, "--decoder", "mlp", "--threads", "1", "-o", path]);
        run.ExitCode.ShouldBe(0, run.Error);
        HypernetworkFile.Load(path).Model.Configuration.Decoder.ShouldBe(DecoderKind.Perceptron);
    }

    [Theory]
    [InlineData("predict nothing --ghn {0}", "There is no built-in network 'nothing'")]
    [InlineData("predict resnet18 --ghn nothing", "There is no hypernetwork \"nothing\"")]
    [InlineData("predict resnet18 --ghn {0} --input 3x32", "--input must be CHANNELSxHEIGHTxWIDTH")]
    [InlineData("predict resnet18 --ghn {0} --shots 5", "need --data")]
    [InlineData("predict resnet18 --ghn {0} -o r.txt", "--output must end in")]
    [InlineData("predict resnet18 --ghn {0} --data digits --input 3x32x32", "digits has samples [1, 8, 8]")]
    [InlineData("predict lost.onnx --ghn {0}", "There is no file lost.onnx")]
    [InlineData("ghn eval {0} --split other", "There is no split 'other'")]
    [InlineData("ghn eval {0} --sgd-steps 5,4", "--sgd-steps must be ascending")]
    [InlineData("ghn train --data digits --resume -o lost.safetensors", "There is no state")]
    [InlineData("ghn train --data digits --hidden 10", "--hidden must be a multiple of 4")]
    [InlineData("ghn train --data digits --networks 0:x", "--networks must be PROGRESS:COUNT pairs")]
    [InlineData("search --evaluator trained --ghn {0} --data digits", "--ghn is for --evaluator ghn")]
    public async Task BadInput_OneClearLine_AndExitCode2(string command, string message)
    {
        ProgramRun run = await ProgramRun.Of([.. command.Split(' ').Select(word => word.Replace("{0}", small.Path))]);
        run.ExitCode.ShouldBe(2, run.Error);
        run.Error.Trim().ShouldStartWith("precocial: ");
        run.Error.ShouldContain(message);
        run.Error.Trim().ShouldNotContain("\n");
    }

    [Fact]
    public async Task Train_StateOfOtherSettings_IsRefusedAndKept()
    {
        byte[] before = File.ReadAllBytes(Path.ChangeExtension(small.Path, ".state"));
        ProgramRun run = await ProgramRun.Of([.. SmallHypernetwork.Arguments, "--rate", "0.5", "-o", small.Path]);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("is the state of another training");
        File.ReadAllBytes(Path.ChangeExtension(small.Path, ".state")).ShouldBe(before);
    }

    private static float[] Weights(string path) =>
        [.. SafeTensors.Load(path).Tensors.Values.SelectMany(tensor => tensor.ToArray())];
}
