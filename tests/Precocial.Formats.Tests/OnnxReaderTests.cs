using Google.Protobuf;
using Precocial.Architectures;
using Precocial.Formats.Onnx;

namespace Precocial.Formats.Tests;

public sealed class OnnxReaderTests
{
    [Fact]
    public void Load_OfSave_IsTheSameNetworkBitForBit()
    {
        foreach (Network network in (Network[])
            [SampleNetworks.EveryPrimitive(), WiringNetworks.Network(WiringNetworks.EveryFunction())])
        {
            using var folder = new TemporaryFolder();
            OnnxFile.Save(network, folder.File("n.onnx"));

            Network read = NetworkFile.Load(folder.File("n.onnx"));

            read.Graph.ToJson().ShouldBe(network.Graph.ToJson());
            read.Provenance.ShouldBe(network.Provenance);
            read.Parameters.Count.ShouldBe(network.Parameters.Count);
            read.Parameters.ShouldAllBe(parameter => parameter.RequiresGradient);
            foreach (string weight in network.Weights.Keys)
                Bits(read, weight).ShouldBe(Bits(network, weight));
        }
    }

    [Fact]
    public void Load_WithoutAWeight_NamesIt() => ShouldFail(
        model => model.Graph.Initializer.Remove(Initializer(model)),
        "expected an initializer \"block.conv.weight\" [4, 4, 3, 3], but there is none");

    [Fact]
    public void Load_WithAWeightTwice_NamesIt() => ShouldFail(
        model => model.Graph.Initializer.Add(Initializer(model)), "but there are 2");

    [Fact]
    public void Load_WithAWeightOfAnotherShape_SaysBoth() => ShouldFail(
        model => Initializer(model).Dims[0] = 5, "expected 576 bytes of float32 [4, 4, 3, 3], but found 576 bytes of "
        + "data type 1 [5, 4, 3, 3]");

    [Fact]
    public void Load_WithTooFewBytes_SaysSo() => ShouldFail(
        model => Initializer(model).RawData = ByteString.Empty, "but found 0 bytes");

    [Fact]
    public void Load_OfAnotherType_SaysSo() => ShouldFail(
        model => Initializer(model).DataType = 7, "but found 576 bytes of data type 7");

    [Fact]
    public void Load_OfADamagedArchitecture_NamesTheFile() => ShouldFail(
        model => model.MetadataProps.Single(entry => entry.Key == "precocial.architecture").Value = "{",
        "n.onnx: Architecture");

    [Fact]
    public void Load_WithAKeyTwice_SaysSo() => ShouldFail(
        model => model.MetadataProps.Add(model.MetadataProps[0]), "each key of the metadata once");

    [Fact]
    public void Load_OfSomethingElse_SaysThatItIsNoModel()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("n.onnx"), "no model");

        string message = Should.Throw<FileFormatException>(() => OnnxFile.Load(folder.File("n.onnx"))).Message;

        message.ShouldStartWith("n.onnx: expected an ONNX model");
        message.ShouldNotContain('\n');
    }

    private static void ShouldFail(Action<ModelProto> damage, string expected)
    {
        using var folder = new TemporaryFolder();
        ModelProto model = OnnxModel.Of(SampleNetworks.Residual(), notes: null);
        damage(model);
        File.WriteAllBytes(folder.File("n.onnx"), model.ToByteArray());

        string message = Should.Throw<FileFormatException>(() => OnnxFile.Load(folder.File("n.onnx"))).Message;

        message.ShouldContain(expected);
        message.ShouldNotContain('\n');
    }

    private static TensorProto Initializer(ModelProto model) =>
        model.Graph.Initializer.Single(tensor => tensor.Name == "block.conv.weight");

    private static int[] Bits(Network network, string weight) =>
        [.. network.Weights[weight].ToArray().Select(BitConverter.SingleToInt32Bits)];
}
