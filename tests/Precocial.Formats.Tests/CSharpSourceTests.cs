using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Tests;

public sealed class CSharpSourceTests(CompiledNetworks compiled) : IClassFixture<CompiledNetworks>
{
    // Float32 rounding through some 30 layers; a wrong weight or setting is off by 0.1 and more.
    private const float Tolerance = 1e-5f;

    public static TheoryData<string> Names => [.. CompiledNetworks.Names.Where(name => name != "Wiring")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_CompiledAlone_GivesTheSameLogits(string name)
    {
        Network network = compiled.Networks[name];
        Tensor batch = SampleNetworks.Inputs(network, count: 50);

        (float[] actual, int[] predictions) = compiled.Run(name, batch);

        float[] expected = SampleNetworks.Logits(network, batch);
        expected.ShouldAllBe(logit => float.IsFinite(logit));
        float scale = expected.Max(Math.Abs);
        expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(Tolerance * scale);
        int classes = network.Graph.OutputShape[0];
        predictions.ShouldBe(SampleNetworks.Predictions(expected, classes));
    }

    [Fact]
    public void Text_OfNeurons_CompiledAlone_GivesTheSameOutputs()
    {
        Network network = compiled.Networks["Wiring"];
        Tensor batch = SampleNetworks.Inputs(network, count: 100);

        (float[] actual, _) = compiled.Run("Wiring", batch);

        // Standardisation and the outputs are float32, the rest double.
        double[] expected = WiringNetworks.Outputs(network, batch);
        double scale = expected.Max(Math.Abs);
        expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(1e-5 * scale);
    }

    [Fact]
    public void Networks_Compiled_HoldEveryPrimitive()
    {
        IEnumerable<Type> every = typeof(Primitive).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Primitive)) && !type.IsAbstract);

        compiled.Networks.Values.SelectMany(network => network.Graph.Nodes).Select(n => n.Primitive.GetType())
            .Distinct().ShouldBe(every, ignoreOrder: true);
    }

    [Fact]
    public void Text_OfAPrimitiveThatIsNotKnown_SaysSo() =>
        Should.Throw<NotSupportedException>(() => CSharpSource.Text(UnheardNetwork(), "Best"))
            .Message.ShouldBe("C# export does not know \"unheard\" for [2]. Export to ONNX instead.");

    [Fact]
    public void TryWrite_OfAPrimitiveThatIsNotKnown_SaysWhyAndLeavesNoFile()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("Best.cs");
        CSharpSource.TryWrite(SampleNetworks.Residual(), "Best", path, out string? refusal).ShouldBeTrue();
        refusal.ShouldBeNull();
        File.Exists(path).ShouldBeTrue();

        CSharpSource.TryWrite(UnheardNetwork(), "Best", path, out refusal).ShouldBeFalse();

        refusal.ShouldBe("C# export does not know \"unheard\" for [2]. Export to ONNX instead.");
        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public void Text_HasTheFunctionsThatItCallsAndNoOthers()
    {
        string text = CSharpSource.Text(SampleNetworks.Residual(), "Best");

        text.ShouldContain("static float[] Convolve(");
        text.ShouldNotContain("Attention");
        text.ShouldNotContain("Rearrange");
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

    private static Network UnheardNetwork()
    {
        var builder = new GraphBuilder([2]);
        builder.Add(new Unheard());
        return SampleNetworks.Random(builder.Build());
    }

    // A primitive of somebody else's.
    private sealed record Unheard : Primitive
    {
        public override string Kind => "unheard";

        public override Shape InferShape(ReadOnlySpan<Shape> inputs) => inputs[0];

        public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

        public override Tensor Apply(
            ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) => inputs[0];
    }
}
