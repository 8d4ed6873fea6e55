using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Precocial.Architectures;
using Precocial.Architectures.Tests;
using Precocial.Formats.Onnx;
using Precocial.Tensors;

namespace Precocial.Formats.Tests;

/// <summary>Files of other programs, as networks: those in OnnxFiles, and those in the folder that PRECOCIAL_ONNX_ZOO
/// names.</summary>
public sealed class OnnxImportTests
{
    // Of the largest logit: float32 rounding through up to 200 layers. A wrong attribute or weight is off by more.
    private const float Tolerance = 1e-4f;

    private static string Folder { get; } = Path.Combine(Path.GetDirectoryName(ThisFile())!, "OnnxFiles");

    public static TheoryData<string> Files =>
        [.. OnnxFilesIn(Folder).Concat(OnnxFilesIn(Environment.GetEnvironmentVariable("PRECOCIAL_ONNX_ZOO")))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_GivesTheLogitsOfWhoeverWroteTheFile(string file)
    {
        Network network = OnnxImport.Read(Full(file)).Network;

        ShouldAgree(SampleNetworks.Logits(network, Inputs(file, network)), Expected(file));
    }

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public void Save_OfWhatWasRead_GivesTheSameLogitsInOnnxRuntime(string file)
    {
        OnnxRuntime.SkipIfAbsent();
        using var folder = new TemporaryFolder();
        Network network = OnnxImport.Read(Full(file)).Network;
        OnnxFile.Save(network, folder.File("n.onnx"));

        (float[] actual, _, _, _) = OnnxRuntime.Run(folder.File("n.onnx"), Inputs(file, network));

        ShouldAgree(actual, Expected(file));
    }

    [Theory]
    [InlineData("resnet")]
    [InlineData("mobilenet_v3")]
    [InlineData("vit_unfolded")]
    [InlineData("swin")]
    public void Load_OfWhatWasReadAndSaved_IsTheSameNetwork(string name)
    {
        using var folder = new TemporaryFolder();
        Network network = OnnxImport.Read(Full(name + ".onnx")).Network;
        OnnxFile.Save(network, folder.File("n.onnx"));
        NetworkFile.Save(network, folder.File("n.safetensors"));

        foreach (string path in (string[])[folder.File("n.onnx"), folder.File("n.safetensors")])
        {
            Network read = NetworkFile.Load(path);
            read.Graph.Key.ShouldBe(network.Graph.Key);
            foreach ((string weight, Tensor tensor) in network.Weights)
                read.Weights[weight].ToArray().ShouldBe(tensor.ToArray());
        }
    }

    [Theory]
    [InlineData("resnet", "relu")]
    [InlineData("mobilenet_v3", "hard_swish channel_scale")]
    [InlineData("mobilenet_v3_folded", "hard_swish hard_sigmoid channel_scale")]
    [InlineData("efficientnet", "silu channel_scale")]
    [InlineData("convnext", "gelu layer_norm")]
    [InlineData("vit", "gelu layer_norm class_token position_encoding select_token softmax")]
    [InlineData("swin", "gelu layer_norm softmax")]
    [InlineData("tensorflow", "silu relu6 channel_scale global_average_pool")]
    public void Read_RecognisesWhatOperatorsStandFor(string name, string expected)
    {
        ArchitectureGraph graph = OnnxImport.Read(Full(name + ".onnx")).Network.Graph;

        string[] kinds = [.. graph.Nodes.Select(node => node.Primitive switch
        {
            Activation { Function: ActivationFunction.HardSwish } => "hard_swish",
            Activation { Function: ActivationFunction.HardSigmoid } => "hard_sigmoid",
            Activation activation => $"{activation.Function}".ToLowerInvariant(),
            var primitive => primitive.Kind,
        })];
        expected.Split(' ').ShouldBeSubsetOf(kinds);
        // Spelled-out patterns leave nothing behind.
        kinds.ShouldNotContain("elementwise");
    }

    [Theory]
    [InlineData("resnet")]
    [InlineData("vit_unfolded")]
    [InlineData("mixer")]
    public void Training_OfWhatWasRead_LowersTheLossAndReachesEveryParameter(string name)
    {
        Network network = OnnxImport.Read(Full(name + ".onnx")).Network;
        Tensor batch = SampleNetworks.Inputs(network, count: 8);
        int[] labels = [.. Enumerable.Range(0, 8).Select(i => i % network.Graph.OutputShape[0])];
        var optimizer = new Sgd(network.Parameters, learningRate: 0.02f);
        var losses = new List<float>();
        using var tape = new Tape();
        for (int step = 0; step < 60; step++)
        {
            Tensor loss = network.Forward(tape.Input(batch), new ApplyContext(Training: true, new Rng(3)))
                .CrossEntropy(labels);
            losses.Add(loss.Span[0]);
            tape.Backward(loss);
            network.Parameters.ShouldAllBe(parameter => parameter.Gradient != null);
            optimizer.Step();
            optimizer.ClearGradients();
            tape.Reset();
        }

        losses[^1].ShouldBeLessThan(0.7f * losses[0]);
    }

    // Our own operators, without the architecture beside them.
    [Theory]
    [InlineData("tokens")]
    [InlineData("general")]
    public void Read_OfOurOperatorsAlone_GivesTheSameLogits(string name)
    {
        Network network = SampleNetworks.Random(SampleGraphs.Named(name));
        ModelProto model = OnnxModel.Of(network, notes: null);
        model.MetadataProps.Clear();

        Network read = OnnxImporter.Import(model, "n.onnx").Network;

        Tensor batch = SampleNetworks.Inputs(network, count: 3);
        ShouldAgree(SampleNetworks.Logits(read, batch), SampleNetworks.Logits(network, batch));
    }

    [Fact]
    public void Names_OfAnUnfoldedFile_AreOurNamesOfTheWeights()
    {
        ImportedNetwork imported = OnnxImport.Read(Full("resnet.onnx"));

        foreach ((string ours, OnnxName theirs) in imported.Names)
            theirs.Initializer.ShouldBe(ours.Replace("running_variance", "running_var"));
        imported.Names.Keys.ShouldBe(imported.Network.Weights.Keys, ignoreOrder: true);
        imported.Names.Keys.ShouldContain("layer1.1.downsample.0.weight");
    }

    [Fact]
    public void Names_OfTransposedAndFlatWeights_SayHowTheyStandInTheFile()
    {
        ImportedNetwork folded = OnnxImport.Read(Full("vit.onnx"));
        ImportedNetwork tensorFlow = OnnxImport.Read(Full("tensorflow.onnx"));
        ImportedNetwork squeezes = OnnxImport.Read(Full("regnet_y.onnx"));

        OnnxName qkv = folded.Names["encoder.layers.encoder_layer_0.self_attention.in_proj.weight"];
        (qkv.Shape, qkv.Transposed).ShouldBe(([16, 48], true));
        OnnxName dense = tensorFlow.Names["model/dense.weight"];
        dense.ShouldBe(new OnnxName("model/dense/MatMul/ReadVariableOp:0", [6, 4], Transposed: true));
        squeezes.Names["trunk_output.block1.block1-0.f.se.fc1.weight"].Shape.Rank.ShouldBe(4);
        folded.Names["encoder.pos_embedding.weight"].Initializer.ShouldBe("encoder.pos_embedding");
    }

    [Fact]
    public void ToInitializers_GivesTheTensorsOfTheFile()
    {
        ImportedNetwork imported = OnnxImport.Read(Full("tensorflow.onnx"));

        IReadOnlyDictionary<string, Tensor> tensors = imported.ToInitializers(imported.Network);

        Tensor dense = tensors["model/dense/MatMul/ReadVariableOp:0"], ours =
            imported.Network.Weights["model/dense.weight"];
        (dense.Shape, ours.Shape).ShouldBe(([6, 4], [4, 6]));
        dense.Span[1].ShouldBe(ours.Span[6]);
        tensors.Keys.ShouldContain("model/bn/moving_variance:0");
    }

    [Fact]
    public void Notes_SayWhatDiffersFromTheFile()
    {
        OnnxImport.Read(Full("resnet.onnx")).Notes.ShouldBeEmpty();
        OnnxImport.Read(Full("tensorflow.onnx")).Notes.ShouldBe(
        [
            "The file's input \"input_1\" has its channels last; the network takes them first: [3, 16, 16].",
            "The softmax at the end is left out: the network ends in its logits.",
        ]);
        OnnxImport.Read(Full("mixer.onnx")).Notes.Single().ShouldStartWith(
            "Parameters that several layers of the file share are separate here: head.bias, head.weight,");
    }

    [Fact]
    public void Read_OfOurOwnFile_KeepsArchitectureAndNames()
    {
        using var folder = new TemporaryFolder();
        Network network = SampleNetworks.Residual();
        OnnxFile.Save(network, folder.File("n.onnx"));

        ImportedNetwork imported = OnnxImport.Read(folder.File("n.onnx"));

        imported.Network.Graph.ToJson().ShouldBe(network.Graph.ToJson());
        imported.Names.ShouldAllBe(name => name.Key == name.Value.Initializer);
    }

    private static void ShouldAgree(float[] actual, float[] expected)
    {
        actual.Length.ShouldBe(expected.Length);
        float scale = expected.Max(Math.Abs);
        expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(Tolerance * scale);
    }

    private static Tensor Inputs(string file, Network network)
    {
        float[] values = Floats(Path.ChangeExtension(Full(file), ".inputs"));
        int count = values.Length / network.Graph.InputShape.Count;
        return Tensor.From(values, Shape.Create([count, .. network.Graph.InputShape.ToArray()]));
    }

    private static float[] Expected(string file) => Floats(Path.ChangeExtension(Full(file), ".logits"));

    private static float[] Floats(string path) =>
        MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();

    // Ours by name alone, so that the tests' names do not hold paths.
    private static string Full(string file) => Path.IsPathRooted(file) ? file : Path.Combine(Folder, file);

    private static IEnumerable<string> OnnxFilesIn(string? folder) => folder is null ? []
        : Directory.GetFiles(folder, "*.onnx").Order(StringComparer.Ordinal)
            .Select(path => folder == Folder ? Path.GetFileName(path) : path);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
