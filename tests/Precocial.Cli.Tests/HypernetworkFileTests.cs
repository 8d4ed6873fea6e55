using Precocial.Formats;
using Precocial.Hypernetworks;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Cli.Tests;

public sealed class HypernetworkFileTests
{
    private static readonly HypernetworkConfiguration s_tiny =
        HypernetworkConfiguration.Ghn2 with { Hidden = 8, MaxShape = new KernelShape(8, 8, 3, 3) };

    [Theory]
    [InlineData(DecoderKind.Convolution)]
    [InlineData(DecoderKind.Perceptron)]
    public void Load_OfSave_GivesTheSameHypernetwork(DecoderKind decoder)
    {
        using var folder = new TemporaryFolder();
        string path = folder.At("ghn.safetensors");
        GraphHypernetwork model = GraphHypernetwork.Create(s_tiny with { Decoder = decoder }, new Rng(1));
        HypernetworkFile.Save(path, model, new HypernetworkCard { Data = "digits", Input = [1, 8, 8], Steps = 7 });
        TrainedHypernetwork loaded = HypernetworkFile.Load(path);
        loaded.Model.Configuration.ShouldBe(model.Configuration);
        loaded.Model.Weights.Values.Select(w => w.ToArray()).ShouldBe(model.Weights.Values.Select(w => w.ToArray()));
        loaded.Card.Steps.ShouldBe(7);
        Shape image = [1, 8, 8];
        loaded.Card.InputShape.ShouldBe(image);
    }

    [SkippableTheory]
    [InlineData("ghn2_weights.safetensors", 32, 11)]
    [InlineData("ghn2_tiny_weights.safetensors", 8, 11)]
    public void Load_FileOfTheReleasedCode_IsUnderstoodByItsShapes(string name, int hidden, int window)
    {
        TrainedHypernetwork loaded = HypernetworkFile.Load(Goldens.File("ghn", name));
        loaded.Model.Configuration.Hidden.ShouldBe(hidden);
        loaded.Model.Configuration.MaxShape.Width.ShouldBe(window);
        loaded.Model.Configuration.Classes.ShouldBe(10);
        loaded.Model.Configuration.VirtualEdges.ShouldBe(50);
        loaded.Card.Data.ShouldBe("");
    }

    [Fact]
    public void Load_PerceptronDecoderWithoutAConfiguration_IsUnderstoodByItsShapes()
    {
        using var folder = new TemporaryFolder();
        string path = folder.At("ghn.safetensors");
        HypernetworkConfiguration written = HypernetworkConfiguration.Ghn1 with
        {
            Hidden = 8,
            MaxShape = new KernelShape(8, 6, 3, 3),
            Decoder = DecoderKind.Perceptron,
        };
        SafeTensors.Save(path, GraphHypernetwork.Create(written, new Rng(1)).Weights, new Dictionary<string, string>());
        HypernetworkFile.Load(path).Model.Configuration.ShouldBe(written);
    }

    [Theory]
    [InlineData("\"hid\":8", "\"hid\":12", "must be")]
    [InlineData("\"hid\":8", "\"hid\":4000000", "configuration")]
    [InlineData("\"num_classes\":10", "\"num_classes\":1000", "must be")]
    [InlineData("\"max_shape\":[8,8,3,3]", "\"max_shape\":[4096,4096,63,63]", "configuration")]
    [InlineData("\"ve\":50", "\"ve\":1", "must be")]
    [InlineData("{\"hid\"", "{{\"hid\"", "configuration")]
    public void Load_ConfigurationThatLies_IsRefusedInOneLine(string from, string to, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.At("ghn.safetensors");
        GraphHypernetwork model = GraphHypernetwork.Create(s_tiny, new Rng(1));
        string text = ConfigurationJson.Write(s_tiny);
        text.ShouldContain(from);
        SafeTensors.Save(path, model.Weights,
            new Dictionary<string, string> { ["precocial.hypernetwork"] = text.Replace(from, to) });
        var error = Should.Throw<FileFormatException>(() => HypernetworkFile.Load(path));
        error.Message.ShouldStartWith("ghn.safetensors: expected a graph hypernetwork, but ");
        error.Message.ShouldContain(message);
        error.Message.ShouldNotContain("\n");
    }

    [Fact]
    public void Load_NetworkInsteadOfAHypernetwork_SaysWhatIsMissing()
    {
        using var folder = new TemporaryFolder();
        string path = folder.At("net.safetensors");
        SafeTensors.Save(path, new Dictionary<string, Tensor> { ["a.weight"] = Tensor.Zeros([2, 2]) });
        Should.Throw<FileFormatException>(() => HypernetworkFile.Load(path)).Message
            .ShouldContain("no tensor \"embed.weight\"");
    }
}
