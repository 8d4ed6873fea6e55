using System.Security.Cryptography;
using System.Text;
using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

public sealed class NamedNetworksTests
{
    /// <summary>Name, parameter tensors, parameters, and the first 32 digits of the SHA-256 of the lines
    /// "name [shape]", sorted and joined by line feeds.</summary>
    /// <remarks>Made from <c>named_parameters()</c> of torchvision 0.14.1's models with 1000
    /// classes.</remarks>
    public static TheoryData<string, int, long, string> Torchvision => new()
    {
        { "resnet18", 62, 11689512, "c7293dc1471c43947a0ae3ec54d49fa2" },
        { "resnet34", 110, 21797672, "15bfab48acbff7463096a300d4b12988" },
        { "resnet50", 161, 25557032, "9ceebe56a76a0c703ef178aaa3b4df34" },
        { "resnet101", 314, 44549160, "bfc6c78c6748c187d6235ecb9dc3b457" },
        { "resnet152", 467, 60192808, "08e905b11d39272a0ce8273536804a8f" },
        { "wide_resnet50_2", 161, 68883240, "8a96a7da2d1a6fd5c3d860b2014e2740" },
        { "wide_resnet101_2", 314, 126886696, "134fa538e473aabd2a0fb7cdcc08e4d5" },
        { "vgg11", 22, 132863336, "67a7eb563529a90c4919aa9f311cf8cb" },
        { "vgg11_bn", 38, 132868840, "d99f8a3d54dbdc12f94a6be44e96bf12" },
        { "vgg13", 26, 133047848, "06fdc111ee6d2ed83c07302ebe0ae714" },
        { "vgg13_bn", 46, 133053736, "7cb682d8aa9248747d0990db4c206d4c" },
        { "vgg16", 32, 138357544, "26a44a8d3cab16c67a2e446a90410ce6" },
        { "vgg16_bn", 58, 138365992, "08d4b22e674a50326184bc6376b6e274" },
        { "vgg19", 38, 143667240, "2ae6c231664ee367071ca5d4a5c107a2" },
        { "vgg19_bn", 70, 143678248, "80597757bfd571d0125873e6abdac439" },
        { "mobilenet_v2", 158, 3504872, "8527627eff6f0d920a16440036906a2e" },
        { "mobilenet_v3_small", 142, 2542856, "e368b879e809d7c6916750c9af835a55" },
        { "mobilenet_v3_large", 174, 5483032, "021e8ba8444839ef605973df646860b1" },
        { "efficientnet_b0", 213, 5288548, "f3132bb654e08b88c61f439e0b674ac3" },
        { "densenet121", 364, 7978856, "86bda328cc79180aaa44c1d1638b84f8" },
        { "vit_b_16", 152, 86567656, "55c98fb7dfaa7147621a00df3cd3ea5b" },
        { "convnext_tiny", 182, 28589128, "76e6adcc617daa3f25bbf3b1a82ef34b" },
    };

    public static TheoryData<string> Names => [.. NamedNetworks.Names];

    [Theory]
    [MemberData(nameof(Torchvision))]
    public void Create_For224Pixels_HasTorchvisionsParameters(
        string name, int tensors, long parameters, string digest)
    {
        ArchitectureGraph graph = NamedNetworks.Create(name, [3, 224, 224], classes: 1000);

        GraphWeight[] trained = [.. graph.WeightSpecs.Where(weight => weight.Spec.Trainable)];
        var lines = trained.Select(w => $"{TorchNames.Of(w.Name)} {w.Spec.Shape}")
            .Order(StringComparer.Ordinal);
        trained.Length.ShouldBe(tensors);
        graph.Parameters.ShouldBe(parameters);
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        Convert.ToHexStringLower(hash)[..32].ShouldBe(digest);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Create_ForSmallImagesOfAnyChannels_GivesLogits(string name)
    {
        foreach (Shape input in (Shape[])[[3, 32, 32], [1, 28, 28], [31, 8, 8]])
        {
            ArchitectureGraph graph = NamedNetworks.Create(name, input, classes: 7);

            graph.OutputShape.ShouldBe([7]);
            ArchitectureGraph.FromJson(graph.ToJson()).Key.ShouldBe(graph.Key);
        }
    }

    [Theory]
    [InlineData("resnet18", 4, 11_173_962)]
    [InlineData("resnet50", 4, 23_520_842)]
    [InlineData("vgg16_bn", 1, 33_646_666)]
    [InlineData("mobilenet_v2", 4, 2_236_682)]
    [InlineData("mobilenet_v3_large", 4, 4_214_842)]
    [InlineData("efficientnet_b0", 4, 4_020_358)]
    [InlineData("densenet121", 4, 6_956_426)]
    [InlineData("convnext_tiny", 2, 27_824_362)]
    public void Create_For32Pixels_LeavesAMapOfSomePixels(string name, int side, long parameters)
    {
        ArchitectureGraph graph = NamedNetworks.Create(name, [3, 32, 32], classes: 10);

        graph.Parameters.ShouldBe(parameters);
        // What is pooled or flattened for the classifier.
        Shape last = graph.Shapes.Last(shape => shape.Rank == 3 && shape[1] >= side);
        last[1].ShouldBe(side);
        last[2].ShouldBe(side);
    }

    [Theory]
    [InlineData("mobilenet_v3_small")]
    [InlineData("densenet121")]
    [InlineData("convnext_tiny")]
    public void Forward_OfASmallImage_IsFinite(string name)
    {
        ArchitectureGraph graph = NamedNetworks.Create(name, [3, 16, 16], classes: 5);
        Network network = Network.From(graph, new InitializedWeights(), new Rng(1));
        using var tape = new Tape(recording: false);

        Tensor logits = network.Forward(tape.Input(Tensor.Full([2, 3, 16, 16], 0.5f)),
            new ApplyContext { BatchStatistics = true });

        logits.Shape.ShouldBe([2, 5]);
        logits.ToArray().ShouldAllBe(value => float.IsFinite(value));
    }

    [Fact]
    public void Create_OfAnUnknownName_SaysWhichThereAre()
    {
        Should.Throw<ArgumentException>(() => NamedNetworks.Create("lenet", [1, 28, 28], classes: 10))
            .Message.ShouldStartWith("There is no network \"lenet\", only resnet18, resnet34, ");
    }

    [Fact]
    public void Create_OfAnInputThatIsNoImage_SaysWhatItMustBe()
    {
        Should.Throw<ShapeException>(() => NamedNetworks.Create("resnet18", [64], classes: 10))
            .Message.ShouldBe("resnet18: the input must be [channels, height, width], but is [64].");
    }

    [Theory]
    [InlineData("layer1.0.bn1.running_variance", "layer1.0.bn1.running_var")]
    [InlineData("layer1.0.bn1.running_mean", "layer1.0.bn1.running_mean")]
    [InlineData("class_token.weight", "class_token")]
    [InlineData("encoder.pos_embedding.weight", "encoder.pos_embedding")]
    [InlineData("features.1.0.layer_scale.weight", "features.1.0.layer_scale")]
    [InlineData("encoder.layers.encoder_layer_0.self_attention.in_proj.bias",
        "encoder.layers.encoder_layer_0.self_attention.in_proj_bias")]
    [InlineData("fc.weight", "fc.weight")]
    [InlineData("plain", "plain")]
    public void TorchNames_AreTheKeysOfStateDict(string weight, string torch)
    {
        TorchNames.Of(weight).ShouldBe(torch);
    }
}
