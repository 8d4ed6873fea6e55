using Precocial.Architectures;
using Precocial.Formats.Onnx;
using Precocial.Tensors;

namespace Precocial.Formats.Tests;

public sealed class OnnxFileTests
{
    // Float32 rounding through some 20 layers of order-one values; a wrong attribute or weight is off by 0.1
    // and more.
    private const float Tolerance = 1e-4f;

    [SkippableFact]
    public void Save_OfEveryPrimitive_GivesTheSameLogitsInOnnxRuntime()
    {
        OnnxRuntime.SkipIfAbsent();
        Agree(SampleNetworks.EveryPrimitiveAndActivation());
    }

    [SkippableFact]
    public void Save_OfTokensAndRectangles_GivesTheSameLogitsInOnnxRuntime()
    {
        OnnxRuntime.SkipIfAbsent();
        Agree(SampleNetworks.Tokens());
    }

    [SkippableFact]
    public void Save_OfGeneralPrimitives_GivesTheSameLogitsInOnnxRuntime()
    {
        OnnxRuntime.SkipIfAbsent();
        Agree(SampleNetworks.General());
    }

    [SkippableTheory]
    [InlineData("mobilenet_v3_small")]
    [InlineData("efficientnet_b0")]
    public void Save_OfANamedNetwork_GivesTheSameLogitsInOnnxRuntime(string name)
    {
        OnnxRuntime.SkipIfAbsent();
        Agree(SampleNetworks.Random(NamedNetworks.Create(name, [3, 16, 16], classes: 10)));
    }

    [SkippableFact]
    public void Save_OfAResidualNetwork_GivesTheSameLogitsInOnnxRuntime()
    {
        OnnxRuntime.SkipIfAbsent();
        Agree(SampleNetworks.Residual());
    }

    /// <summary>Odd sizes, factorised reductions, attention, networks without normalisation.</summary>
    [SkippableFact]
    public void Save_OfDeepNets_GivesTheSameLogitsInOnnxRuntime()
    {
        OnnxRuntime.SkipIfAbsent();
        DeepNetsSettings settings = DeepNetsSettings.Mini with { Input = [1, 14, 14], MostParameters = 60_000 };
        for (int i = 0; i < 10; i++)
        {
            DeepNetsGenotype genotype = DeepNetsSampler.At(settings, seed: 1, i);
            Agree(SampleNetworks.Random(DeepNetsNetwork.Build(genotype, settings.Input, settings.Classes)));
        }
    }

    [SkippableFact]
    public void Save_OfStridesAndEvenWindows_GivesTheSameLogitsInOnnxRuntime()
    {
        OnnxRuntime.SkipIfAbsent();
        var builder = new GraphBuilder([3, 15, 13]);
        builder.Add(new Convolution(OutChannels: 6, Kernel: 5, Stride: 2, Groups: 3));
        int stem = builder.Add(new Activation(ActivationFunction.Relu));
        builder.Add(new DepthwiseConvolution(Kernel: 3, Stride: 1, Dilation: 2));
        builder.Add(new Sum(), builder.Last, stem);
        int average = builder.Add(new AveragePool(Size: 2, Stride: 2));
        int max = builder.Add(new MaxPool(Size: 2, Stride: 2), builder.Last - 1);
        builder.Add(new Concat(), average, max);
        builder.Add(new LayerNorm());
        builder.Add(new AveragePool(Size: 3, Stride: 2));
        builder.Add(new Flatten());
        builder.Add(new Linear(7, Bias: false));

        Agree(SampleNetworks.Random(builder.Build()));
    }

    [Fact]
    public void Save_NamesInputOutputAndWeights()
    {
        Network network = SampleNetworks.Residual();

        ModelProto model = OnnxModel.Of(network, new Dictionary<string, string> { ["data set"] = "digits" });

        model.OpsetImport.Single().Version.ShouldBe(17);
        model.Graph.Input.Single().Name.ShouldBe("input");
        model.Graph.Input.Single().Type.TensorType.Shape.Dim[0].DimParam.ShouldBe("batch");
        model.Graph.Output.Single().Name.ShouldBe("logits");
        network.Weights.Keys.ShouldBeSubsetOf(model.Graph.Initializer.Select(tensor => tensor.Name));
        model.MetadataProps.ToDictionary(entry => entry.Key, entry => entry.Value)
            .ShouldBe(new Dictionary<string, string>
            {
                ["data set"] = "digits",
                ["precocial.architecture"] = network.Graph.ToJson(),
                ["precocial.provenance"] = "He initialisation",
                ["precocial.key"] = network.Graph.Key,
            });
    }

    private static void Agree(Network network)
    {
        using var folder = new TemporaryFolder();
        Tensor batch = SampleNetworks.Inputs(network, count: 100);
        OnnxFile.Save(network, folder.File("n.onnx"));

        (float[] actual, string input, string output, int[] axes) =
            OnnxRuntime.Run(folder.File("n.onnx"), batch);

        float[] expected = SampleNetworks.Logits(network, batch);
        (input, output).ShouldBe(("input", "logits"));
        axes.ShouldBe([100, network.Graph.OutputShape[0]]);
        expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(Tolerance);
        SampleNetworks.Predictions(actual, axes[1]).ShouldBe(SampleNetworks.Predictions(expected, axes[1]));
    }
}
