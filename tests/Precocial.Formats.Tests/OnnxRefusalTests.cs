using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Precocial.Formats.Onnx;
using Precocial.Tensors;

namespace Precocial.Formats.Tests;

/// <summary>Files that cannot be imported: one line that says where and why.</summary>
public sealed class OnnxRefusalTests
{
    [Fact]
    public void Read_OfASoundModel_Works() =>
        Read(Sound()).Network.Graph.OutputShape.ShouldBe([2]);

    [Fact]
    public void Read_OfAnUnknownOperator_NamesItAndWhatIsKnown() => ShouldFail(
        model => model.Graph.Node[0].OpType = "NonMaxSuppression",
        "n.onnx: node \"/conv/Conv\" (NonMaxSuppression): the operator is not supported. These are: Add, AveragePool");

    [Fact]
    public void Read_OfAnotherDomain_NamesIt() => ShouldFail(
        model => model.Graph.Node[0].Domain = "com.microsoft",
        "node \"/conv/Conv\" (Conv): operators of com.microsoft are not supported");

    [Fact]
    public void Read_OfErfAlone_SaysWhatItIsGoodFor() => ShouldFail(
        model => model.Graph.Node[1].OpType = "Erf", "(Erf): the operator is supported only as a part of gelu");

    [Fact]
    public void Read_OfAnUnknownOperatorThatNothingNeeds_Works()
    {
        ModelProto model = Sound();
        model.Graph.Node.Add(Node("Loop", ["input"], "unused"));

        Read(model).Network.Graph.OutputShape.ShouldBe([2]);
    }

    [Fact]
    public void Read_OfACycle_SaysSo() => ShouldFail(
        model => model.Graph.Node[0].Input[0] = "relu", "expected a graph without cycles, but the node needs its own "
            + "output");

    [Fact]
    public void Read_OfAMissingInitializer_NamesIt() => ShouldFail(
        model => model.Graph.Initializer.RemoveAt(0),
        "node \"/conv/Conv\" (Conv): expected a value \"conv.weight\", but there is none");

    [Fact]
    public void Read_OfALieOfTwoGigabytes_SaysWhatIsThere() => ShouldFail(
        model => model.Graph.Initializer[0].Dims[0] = 20_000_000,
        "initializer \"conv.weight\": its dimensions ask for 2160000000 bytes, but there are 216");

    [Fact]
    public void Read_OfDimensionsBeyondInt32_SaysSo() => ShouldFail(
        model => model.Graph.Initializer[0].Dims[0] = 1L << 40, "and have at most 2147483647 elements");

    [Fact]
    public void Read_OfWrongChannels_SaysBoth() => ShouldFail(
        model => Resize(model.Graph.Initializer[0], [2, 1, 3, 3]),
            "its weights are for 1 channels, but its input has 3");

    [Fact]
    public void Read_OfWrongFeatures_SaysBoth() => ShouldFail(
        model => Resize(model.Graph.Initializer[1], [2, 5]), "its weights are for 5 features, but its input has 2");

    [Fact]
    public void Read_OfAWindowThatDoesNotFit_NamesTheNode() => ShouldFail(
        model => Resize(model.Graph.Initializer[0], [2, 3, 9, 9]),
            "node \"/conv/Conv\" (Conv): convolution: a window of 9");

    [Fact]
    public void Read_OfADynamicRank_SaysSo() => ShouldFail(
        model => model.Graph.Input[0].Type.TensorType.Shape = null,
            "input \"input\": expected a tensor of a known rank");

    [Fact]
    public void Read_OfAnOpenSide_SaysWhatToDo() => ShouldFail(
        model => model.Graph.Input[0].Type.TensorType.Shape.Dim[2].DimParam = "height",
        "expected axis 2 to have a fixed size up to 65536, but it is left open");

    [Fact]
    public void Read_OfTwoInputs_NamesThem() => ShouldFail(
        model => model.Graph.Input.Add(new ValueInfoProto { Name = "mask" }),
            "expected one input, an image, but found 2: input, mask");

    [Fact]
    public void Read_OfTwoOutputs_NamesTheOther() => ShouldFail(
        model => model.Graph.Output.Add(new ValueInfoProto { Name = "boxes" }),
            "expected one output, but \"boxes\" is another");

    [Fact]
    public void Read_OfAnAuxiliaryOutput_LeavesItOut()
    {
        ModelProto model = Sound();
        model.Graph.Output.Add(new ValueInfoProto { Name = "aux_logits" });

        Read(model).Notes.ShouldBe(["The auxiliary output \"aux_logits\" is left out."]);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(22)]
    public void Read_OfAnotherOperatorSet_SaysWhichAreRead(int version) => ShouldFail(
        model => model.OpsetImport[0].Version = version,
            $"expected an operator set from 9 to 21, but found {version}");

    [Fact]
    public void Read_OfAReshapeThatMixesSamples_SaysSo() => ShouldFail(
        model =>
        {
            model.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimValue = 4;
            model.Graph.Node[1] = Node("Reshape", ["conv", "shape"], "relu");
            model.Graph.Initializer.Add(Integers("shape", 2, 2, 2, 16));
        },
        "(Reshape): seeing [batch, 2, 4, 4] as [2, 2, 2, 16] mixes samples of the batch");

    [Fact]
    public void Read_OfWeightsOutsideTheFolder_IsRefused()
    {
        foreach (string place in (string[])["../weights", "/etc/passwd", "a/../../weights", ""])
            ShouldFail(model => PutOutside(model, place),
                "initializer \"conv.weight\": it lies in a file outside the folder");
    }

    [Fact]
    public void Read_OfWeightsThatAreNotThere_SaysSo() =>
        ShouldFail(model => PutOutside(model, "weights"), "weights must hold 216 bytes from 0 on, but does not");

    [Fact]
    public void Read_OfWeightsBesideTheModel_ReadsThem()
    {
        using var folder = new TemporaryFolder();
        ModelProto model = Sound();
        byte[] bytes = [0, 0, 0, 0, .. model.Graph.Initializer[0].RawData.ToByteArray()];
        PutOutside(model, "weights");
        model.Graph.Initializer[0].ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = "4" });
        File.WriteAllBytes(folder.File("weights"), bytes);
        File.WriteAllBytes(folder.File("n.onnx"), model.ToByteArray());

        Tensor weight = OnnxImport.Read(folder.File("n.onnx")).Network.Weights["conv.weight"];

        weight.ToArray().ShouldBe(Read(Sound()).Network.Weights["conv.weight"].ToArray());
    }

    [Fact]
    public void Read_OfNaN_CountsIt()
    {
        ModelProto model = Sound();
        byte[] bytes = model.Graph.Initializer[0].RawData.ToByteArray();
        MemoryMarshal.Cast<byte, float>(bytes.AsSpan())[3] = float.NaN;
        MemoryMarshal.Cast<byte, float>(bytes.AsSpan())[51] = float.PositiveInfinity;
        model.Graph.Initializer[0].RawData = ByteString.CopyFrom(bytes);

        Read(model).NotFinite.ShouldBe(2);
        Read(Sound()).NotFinite.ShouldBe(0);
    }

    [Fact]
    public void Read_OfMutatedFiles_ThrowsFileFormatExceptionsAlone()
    {
        byte[][] sound = [.. ((string[])["resnet.onnx", "mixer.onnx", "vit_unfolded.onnx", "tensorflow.onnx",
            "swin_folded.onnx"])
            .Select(name => File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(ThisFile())!, "OnnxFiles", name)))
            .Append(Sound().ToByteArray())];
        using var folder = new TemporaryFolder();
        var rng = new Rng(5);
        int refused = 0;
        for (int i = 0; i < 1_500; i++)
        {
            byte[] file = [.. sound[i % sound.Length]];
            for (int edits = 1 + rng.Next(4); edits > 0; edits--)
                file[rng.Next(file.Length)] = (byte)(rng.NextBool() ? rng.Next(256) : rng.Next(16));
            if (rng.Next(10) == 0)
                file = file[..rng.Next(file.Length)];
            File.WriteAllBytes(folder.File("n.onnx"), file);
            try
            {
                OnnxImport.Read(folder.File("n.onnx"));
            }
            catch (FileFormatException e)
            {
                e.Message.ShouldNotContain('\n');
                refused++;
            }
        }
        refused.ShouldBeInRange(100, 1_400);
    }

    // Changes words that matter instead of bytes: sizes, axes, operators.
    [Fact]
    public void Read_OfMutatedModels_ThrowsFileFormatExceptionsAlone()
    {
        string[] operators = ["Reshape", "Transpose", "Concat", "Slice", "MatMul", "Softmax", "ReduceMean",
            "Add", "Gather",
            "Pad", "Expand", "Tile", "Split", "LayerNormalization", "Flatten", "Squeeze", "Unsqueeze", "Clip",
                "Gemm"];
        byte[][] sound = [.. ((string[])["mixer.onnx", "vit_unfolded.onnx", "tensorflow.onnx", "swin_folded.onnx"])
            .Select(name => File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(ThisFile())!, "OnnxFiles", name)))];
        var rng = new Rng(6);
        int refused = 0;
        for (int i = 0; i < 1_000; i++)
        {
            ModelProto model = ModelProto.Parser.ParseFrom(sound[i % sound.Length]);
            for (int edits = 1 + rng.Next(3); edits > 0; edits--)
                Mutate(model.Graph, operators, rng);
            try
            {
                OnnxImporter.Import(model, "n.onnx");
            }
            catch (FileFormatException e)
            {
                e.Message.ShouldNotContain('\n');
                refused++;
            }
        }
        refused.ShouldBeInRange(200, 950);
    }

    private static void Mutate(GraphProto graph, string[] operators, Rng rng)
    {
        NodeProto node = graph.Node[rng.Next(graph.Node.Count)];
        long[] numbers = [-1, 0, 1, 2, 3, 5, 7, 16, 1 << 20, int.MaxValue, long.MaxValue, long.MinValue];
        long number = numbers[rng.Next(numbers.Length)];
        TensorProto tensor = graph.Initializer[rng.Next(graph.Initializer.Count)];
        AttributeProto? attribute = node.Attribute.Count > 0 ? node.Attribute[rng.Next(node.Attribute.Count)] : null;
        switch (rng.Next(6))
        {
            case 0: node.OpType = operators[rng.Next(operators.Length)]; break;
            case 1 when attribute is { Ints.Count: > 0 }:
                attribute.Ints[rng.Next(attribute.Ints.Count)] =
                number; break;
            case 2 when attribute is not null: attribute.I = number; break;
            case 3 when node.Input.Count > 0:
                NodeProto other = graph.Node[rng.Next(graph.Node.Count)];
                node.Input[rng.Next(node.Input.Count)] = other.Output[0];
                break;
            case 4 when tensor.Dims.Count > 0: tensor.Dims[rng.Next(tensor.Dims.Count)] = number; break;
            case 5 when tensor.DataType == 7 && tensor.RawData.Length >= 8:
                byte[] bytes = tensor.RawData.ToByteArray();
                MemoryMarshal.Cast<byte, long>(bytes.AsSpan())[rng.Next(bytes.Length / 8)] = number;
                tensor.RawData = ByteString.CopyFrom(bytes);
                break;
            case 5 when attribute?.T is { RawData.Length: 8 } constant:
                constant.RawData = ByteString.CopyFrom(BitConverter.GetBytes(number));
                break;
        }
    }

    private static void PutOutside(ModelProto model, string place)
    {
        TensorProto tensor = model.Graph.Initializer[0];
        tensor.RawData = ByteString.Empty;
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = place });
    }

    private static void Resize(TensorProto tensor, long[] dims)
    {
        tensor.Dims.Clear();
        tensor.Dims.AddRange(dims);
        tensor.RawData = ByteString.CopyFrom(new byte[4 * dims.Aggregate(1L, (product, size) => product * size)]);
    }

    // Convolution, relu, mean over the pixels, linear.
    private static ModelProto Sound()
    {
        var model = new ModelProto { IrVersion = 8, Graph = new GraphProto() };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = 13 });
        model.Graph.Input.Add(OnnxInput(0, 3, 4, 4));
        model.Graph.Output.Add(new ValueInfoProto { Name = "logits" });
        model.Graph.Initializer.Add(Floats("conv.weight", 2, 3, 3, 3));
        model.Graph.Initializer.Add(Floats("head.weight", 2, 2));
        model.Graph.Node.Add(Node("Conv", ["input", "conv.weight"], "conv").With("pads", [1, 1, 1, 1]));
        model.Graph.Node.Add(Node("Relu", ["conv"], "relu"));
        model.Graph.Node.Add(Node("ReduceMean", ["relu"], "mean").With("axes", [2, 3]).With("keepdims", 0));
        model.Graph.Node.Add(Node("Gemm", ["mean", "head.weight"], "logits").With("transB", 1));
        return model;
    }

    private static ValueInfoProto OnnxInput(params long[] sizes)
    {
        var shape = new TensorShapeProto();
        foreach (long size in sizes)
            shape.Dim.Add(size == 0 ? new() { DimParam = "batch" }
                : new TensorShapeProto.Types.Dimension { DimValue = size });
        return new ValueInfoProto
        {
            Name = "input",
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1, Shape = shape } },
        };
    }

    private static NodeProto Node(string type, string[] inputs, string output)
    {
        var node = new NodeProto { Name = $"/{output}/{type}", OpType = type };
        node.Input.AddRange(inputs);
        node.Output.Add(output);
        return node;
    }

    private static TensorProto Floats(string name, params long[] dims)
    {
        float[] values = [.. Enumerable.Range(0, (int)dims.Aggregate(1L, (product, size) => product * size))
            .Select(i => MathF.Sin(i))];
        var tensor = new TensorProto
        {
            Name = name,
            DataType = 1,
            RawData =
            ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan()))
        };
        tensor.Dims.AddRange(dims);
        return tensor;
    }

    private static TensorProto Integers(string name, params long[] values)
    {
        var tensor = new TensorProto { Name = name, DataType = 7 };
        tensor.Dims.Add(values.Length);
        tensor.Int64Data.AddRange(values);
        return tensor;
    }

    private static ImportedNetwork Read(ModelProto model)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("n.onnx"), model.ToByteArray());
        return OnnxImport.Read(folder.File("n.onnx"));
    }

    private static void ShouldFail(Action<ModelProto> damage, string expected)
    {
        ModelProto model = Sound();
        damage(model);
        string message = Should.Throw<FileFormatException>(() => Read(model)).Message;
        message.ShouldContain(expected);
        message.ShouldNotContain('\n');
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
