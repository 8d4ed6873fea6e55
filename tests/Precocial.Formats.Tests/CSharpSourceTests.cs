using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Tests;

public sealed class CSharpSourceTests
{
    [Fact]
    public void Text_CompiledAlone_GivesTheSameLogits()
    {
        using var folder = new TemporaryFolder();
        Network network = SampleNetworks.EveryPrimitiveAndActivation();
        Tensor batch = SampleNetworks.Inputs(network, count: 100);
        string program = CSharpProgram.Build(folder, CSharpSource.Text(network, "Best"));

        int classes = network.Graph.OutputShape[0];
        (float[] actual, int[] predictions) = CSharpProgram.Run(folder, program, batch, classes);

        float[] expected = SampleNetworks.Logits(network, batch);
        float scale = expected.Max(Math.Abs);
        expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(1e-5f * scale);
        predictions.ShouldBe(SampleNetworks.Predictions(expected, classes));
    }

    [Fact]
    public void Text_OfWhatOnlyOnnxKnows_SaysSo()
    {
        Should.Throw<NotSupportedException>(() => CSharpSource.Text(SampleNetworks.Tokens(), "Best"))
            .Message.ShouldBe("C# export knows \"convolution\" with square windows, one stride, one padding and sizes "
                + "rounded down alone. Export to ONNX instead.");
    }

    [Fact]
    public void Text_OfTokens_SaysThatItCannot()
    {
        var builder = new GraphBuilder([3, 4]);
        builder.Add(new Linear(OutFeatures: 2));

        Should.Throw<NotSupportedException>(() => CSharpSource.Text(SampleNetworks.Random(builder.Build()), "Best"))
            .Message.ShouldBe("C# export does not know \"linear\" for [3, 4]. Export to ONNX instead.");
    }

    [Fact]
    public void Text_OfNeurons_CompiledAlone_GivesTheSameOutputs()
    {
        using var folder = new TemporaryFolder();
        Network network = WiringNetworks.Network(WiringNetworks.EveryFunction());
        Tensor batch = SampleNetworks.Inputs(network, count: 100);
        string program = CSharpProgram.Build(folder, CSharpSource.Text(network, "Best"));

        (float[] actual, _) = CSharpProgram.Run(folder, program, batch, outputs: 3);

        // Standardisation and the outputs are float32, the rest double.
        double[] expected = WiringNetworks.Outputs(network, batch);
        double scale = expected.Max(Math.Abs);
        expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(1e-5 * scale);
    }

    [Fact]
    public void Text_KeepsNotesInComments()
    {
        string text = CSharpSource.Text(SampleNetworks.Residual(), "Best", new Dictionary<string, string>
        {
            ["data set"] = "digits\r\nSystem.Environment.Exit(1);\u2028x",
        });

        text.ShouldContain("// data set: digits System.Environment.Exit(1); x\n");
        text.ShouldContain("// Weights: He initialisation. Parameters: 243.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("class")]
    [InlineData("A b")]
    [InlineData("A{")]
    [InlineData("1A")]
    public void Text_WithAClassNameThatIsNone_SaysTheRule(string name)
    {
        Should.Throw<ArgumentException>(() => CSharpSource.Text(SampleNetworks.Residual(), name))
            .Message.ShouldContain("the first an upper-case letter");
    }
}
