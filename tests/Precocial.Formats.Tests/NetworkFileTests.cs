using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Tests;

public sealed class NetworkFileTests
{
    [Theory]
    [InlineData("n.safetensors")]
    [InlineData("n.json")]
    public void Load_OfSave_IsTheSameNetwork(string name)
    {
        using var folder = new TemporaryFolder();
        Network network = SampleNetworks.EveryPrimitive();

        NetworkFile.Save(network, folder.File(name));
        Network read = NetworkFile.Load(folder.File(name));

        read.Graph.ToJson().ShouldBe(network.Graph.ToJson());
        read.Provenance.ShouldBe("He initialisation");
        read.Parameters.Count.ShouldBe(network.Parameters.Count);
        read.Parameters.ShouldAllBe(parameter => parameter.RequiresGradient);
        foreach ((string weight, Tensor tensor) in network.Weights)
            read.Weights[weight].ToArray().ShouldBe(tensor.ToArray());
    }

    [Theory]
    [InlineData("n.safetensors")]
    [InlineData("n.json")]
    [InlineData("n.onnx")]
    public void Load_OfNeurons_IsTheSameWiringAndTheSameWeights(string name)
    {
        using var folder = new TemporaryFolder();
        Network network = WiringNetworks.Network(WiringNetworks.EveryFunction());

        NetworkFile.Save(network, folder.File(name));
        Network read = NetworkFile.Load(folder.File(name));

        ((Neurons)read.Graph.Nodes[2].Primitive).Wiring.ShouldBe(WiringNetworks.EveryFunction());
        read.Weights["neurons.weight"].ToArray().ShouldBe(network.Weights["neurons.weight"].ToArray());
    }

    [Fact]
    public void Load_OfAnotherExtension_SaysWhichThereAre() =>
        Should.Throw<ArgumentException>(() => NetworkFile.Load("n.bin"))
            .Message.ShouldContain("a .safetensors, .json or .onnx file");

    [Fact]
    public void Save_KeepsNotes()
    {
        using var folder = new TemporaryFolder();
        NetworkFile.Save(SampleNetworks.Residual(), folder.File("n.safetensors"),
            new Dictionary<string, string> { ["classes"] = "a,b,c" });

        SafeTensors.Load(folder.File("n.safetensors")).Metadata["classes"].ShouldBe("a,b,c");
    }

    [Fact]
    public void Load_WithoutAnArchitecture_SaysWhereItWouldBe()
    {
        using var folder = new TemporaryFolder();
        SafeTensors.Save(folder.File("n.safetensors"), SampleNetworks.Residual().Weights);

        Should.Throw<FileFormatException>(() => NetworkFile.Load(folder.File("n.safetensors")))
            .Message.ShouldContain("n.safetensors: expected an architecture in its metadata");
    }

    [Fact]
    public void Load_WithAnotherNetworksWeights_NamesTheTensor()
    {
        using var folder = new TemporaryFolder();
        NetworkFile.Save(SampleNetworks.Residual(), folder.File("n.json"));
        NetworkFile.Save(SampleNetworks.EveryPrimitive(), folder.File("n.safetensors"));

        Should.Throw<FileFormatException>(() => NetworkFile.Load(folder.File("n.json")))
            .Message.ShouldContain("\"stem.conv.weight\" [4, 2, 3, 3], but there is none");
    }

    [Fact]
    public void Load_OfADamagedArchitecture_NamesTheFileAndTheNode()
    {
        using var folder = new TemporaryFolder();
        NetworkFile.Save(SampleNetworks.Residual(), folder.File("n.json"));
        File.WriteAllText(folder.File("n.json"),
            File.ReadAllText(folder.File("n.json")).Replace("\"kernel\": 3", "\"kernel\": 4"));

        Should.Throw<FileFormatException>(() => NetworkFile.Load(folder.File("n.json")))
            .Message.ShouldStartWith("n.json: Architecture: Node \"stem.conv\": convolution: Kernel must "
            + "be odd");
    }

    [Fact]
    public void Save_ThatFails_LeavesTheOldFileAndNoOther()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("old.txt");
        File.WriteAllText(path, "old");

        Should.Throw<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("No space left on device");
        }));

        File.ReadAllText(path).ShouldBe("old");
        Directory.GetFiles(Path.GetDirectoryName(path)!).ShouldBe([path]);
    }

    [Fact]
    public void Save_ToAnotherExtension_SaysWhichThereAre()
    {
        Should.Throw<ArgumentException>(() => NetworkFile.Save(SampleNetworks.Residual(), "n.bin"))
            .Message.ShouldContain("a .safetensors, .json or .onnx file");
    }

    [Fact]
    public void SaveForPyTorch_Network_HasItsNamesAndComesBack()
    {
        using var folder = new TemporaryFolder();
        Network network = Network.From(
            NamedNetworks.Create("resnet18", [3, 32, 32], 10), new InitializedWeights(), new Rng(1));
        NetworkFile.SaveForPyTorch(network, folder.File("r.safetensors"));

        SafeTensors.Load(folder.File("r.safetensors")).Tensors.Keys.ShouldContain("layer1.0.bn1.running_var");
        Network loaded = NetworkFile.Load(folder.File("r.safetensors"));

        loaded.Graph.Key.ShouldBe(network.Graph.Key);
        loaded.Weights["layer4.1.conv2.weight"].ToArray().ShouldBe(network.Weights["layer4.1.conv2.weight"].ToArray());
    }
}
