using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

public sealed class MorphismTests
{
    // Rounding: 1e-7 relative a layer, about ten layers, outputs of a few units.
    private const double Tolerance = 1e-5;

    private static readonly Activation s_relu = new(ActivationFunction.Relu);

    public static TheoryData<string> Edits =>
    [
        "net2wider \"stem\" 7 divided 1",
        "net2wider \"stem\" 9 zeroed 2",
        "net2wider \"left\" 11 divided 3",
        "net2wider \"left\" 6 zeroed 3",
        "net2wider \"left\" 6 fresh 3",
        "net2wider \"second\" 9 fresh 3",
        "net2wider \"squeeze\" 5 divided 4",
        "net2wider \"hidden\" 20 divided 5",
        "net2wider \"second\" 20 zeroed 6",
        "net2deeper \"stem_relu\" 3 norm",
        "net2deeper \"stem_relu\" 5 plain",
        "net2deeper \"keep\" 1 norm",
        "net2deeper \"hidden_relu\" 1 norm",
        "net2deeper \"hidden_relu\" 1 plain",
        "skip_by_add \"stem_relu\" \"joined\" 3",
        "skip_by_add \"stem\" \"pooled\" 1",
        "skip_by_add \"head\" \"hidden_relu\" 1",
        "skip_by_concat \"stem\" \"left\"",
        "skip_by_concat \"head\" \"second\"",
        "grow_kernel \"stem\"",
        "grow_kernel \"depthwise\"",
        "grow_kernel \"strided\"",
    ];

    [Theory]
    [MemberData(nameof(Edits))]
    public void Apply_AnyEdit_KeepsTheFunctionAndChangesTheGraph(string text)
    {
        Network before = Preserved.Trained(Branched(), seed: 1);
        var edit = Morphism.Parse(text);
        Network after = edit.Apply(before);
        Preserved.Difference(before, after).ShouldBeLessThanOrEqualTo(Tolerance);
        after.Graph.Key.ShouldNotBe(before.Graph.Key);
        after.Graph.Parameters.ShouldBeGreaterThan(before.Graph.Parameters);
        edit.ToString().ShouldBe(text);
        after.Graph.Key.ShouldBe(edit.Apply(before.Graph).Key);
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public void Apply_WithoutItsWeightRules_WouldChangeTheFunction(string text)
    {
        Network before = Preserved.Trained(Branched(), seed: 1);
        Network after = Morphism.Parse(text).Apply(before);
        var random = Network.From(after.Graph, new InitializedWeights(), new Rng(3));
        Preserved.Difference(before, random).ShouldBeGreaterThan(0.01);
    }

    [Fact]
    public void Apply_ASample_MakesTheNormNearlyTheIdentityWhileTraining()
    {
        Network before = Preserved.Trained(Branched(), seed: 2);
        var edit = new Net2Deeper("stem_relu");
        Tensor sample = Preserved.InputsFor(before.Graph, 256, new Rng(5));
        Network with = edit.Apply(before, sample), without = edit.Apply(before);
        Preserved.Difference(before, with).ShouldBeLessThanOrEqualTo(Tolerance);
        InTraining(before, with).ShouldBeLessThan(0.2 * InTraining(before, without));
    }

    [Fact]
    public void Net2Wider_Divided_SharesTheReadersWeights()
    {
        var builder = new GraphBuilder([2]);
        builder.Add("hidden", new Linear(OutFeatures: 3));
        builder.Add("head", new Linear(OutFeatures: 2));
        Network before = Preserved.Trained(builder.Build(), seed: 4);
        Network after = new Net2Wider("hidden", 12, Replicas.Divided, Seed: 8).Apply(before);
        float[] old = before.Weights["head.weight"].ToArray(), wide = after.Weights["head.weight"].ToArray();
        wide[..12].Sum().ShouldBe(old[..3].Sum(), 1e-5f);
        wide.Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public void Apply_TheGraph_KnowsWhereItCameFrom()
    {
        ArchitectureGraph before = Branched();
        var edit = new GrowKernel("stem");
        ArchitectureGraph after = edit.Apply(before);
        after.Origin.ShouldNotBeNull().Parent.ShouldBeSameAs(before);
        after.Origin.Edits.ShouldBe([edit]);
        after.DescendedFrom(null).Key.ShouldBe(after.Key);
    }

    [Theory]
    [InlineData("net2wider \"nobody\" 8 zeroed 0", "no node \"nobody\"")]
    [InlineData("net2wider \"stem\" 4 zeroed 0", "has 4 channels already")]
    [InlineData("net2wider \"logits\" 8 zeroed 0", "\"logits\" (linear): its width is that of the output")]
    [InlineData("net2wider \"stem_relu\" 8 zeroed 0", "\"stem_relu\" (activation) is not a convolution")]
    [InlineData("net2wider \"hidden2\" 40 zeroed 0", "\"mixed\" (layer_norm): it would have to take more")]
    [InlineData("net2deeper \"gate\" 1 norm", "Sigmoid applied twice is not Sigmoid applied once")]
    [InlineData("net2deeper \"stem\" 3 norm", "\"stem\" (convolution) has no second time; only after")]
    [InlineData("net2deeper \"stem_relu\" 2 norm", "the kernel must be odd")]
    [InlineData("net2deeper \"hidden_relu\" 3 norm", "the kernel must be 1")]
    [InlineData("skip_by_add \"joined\" \"stem\" 1", "\"joined\" does not stand before \"stem\"")]
    [InlineData("skip_by_add \"stem\" \"hidden\" 1", "no layer with a kernel of 1 leads from")]
    [InlineData("skip_by_concat \"stem\" \"joined\"", "\"joined\" (sum) is no linear layer or convolution")]
    [InlineData("skip_by_concat \"stem\" \"strided2\"", "which does not fit beside")]
    [InlineData("grow_kernel \"hidden\"", "(linear) is no convolution whose padding keeps the size")]
    public void Apply_WhereAnEditDoesNotApply_RefusesByName(string text, string why)
    {
        var edit = Morphism.Parse(text);
        string message = Should.Throw<MorphismException>(() => edit.Apply(Refusing())).Message;
        message.ShouldContain(why);
        message.ShouldStartWith(text);
        message.ShouldNotContain('\n');
    }

    [Theory]
    [InlineData("")]
    [InlineData("net2wider")]
    [InlineData("net2wider stem 8 zeroed 0")]
    [InlineData("net2wider \"stem\" many zeroed 0")]
    [InlineData("net2wider \"stem\" 8 halved 0")]
    [InlineData("grow_kernel \"stem\" \"again\"")]
    [InlineData("grow_kernel \"stem\"; grow_kernel \"stem\"")]
    public void Parse_OtherText_Throws(string text) =>
        Should.Throw<FormatException>(() => Morphism.Parse(text));

    [Fact]
    public void ParseList_OfEditsJoined_IsTheIdentity()
    {
        Morphism[] edits = [new Net2Wider("a; b", 8, Replicas.Divided, 3), new SkipByAdd("a; b", "c d", 3)];
        Morphism.ParseList(string.Join("; ", edits.Select(edit => edit.ToString()))).ShouldBe(edits);
    }

    // A stem; a depthwise and a strided branch, concatenated, summed, gated; then a perceptron.
    private static ArchitectureGraph Branched()
    {
        var builder = new GraphBuilder([2, 9, 8]);
        builder.Add("standardize", new Standardize([0.1f, 0.2f], [1f, 0.9f]));
        builder.Add("stem", new Convolution(OutChannels: 4, Kernel: 3));
        builder.Add("stem_norm", new BatchNorm());
        int stem = builder.Add("stem_relu", s_relu);
        builder.Add("depthwise", new DepthwiseConvolution(Kernel: 3), stem);
        int keep = builder.Add("keep", new Identity());
        builder.Add("left", new Convolution(OutChannels: 4, Kernel: 1, Bias: true), stem);
        int left = builder.Add("left_norm", new BatchNorm());
        int joined = builder.Add("joined", new Sum(), left, keep);
        int both = builder.Add("both", new Concat(), joined, stem);
        int pooled = builder.Add("pooled", new MaxPool(Size: 3, Stride: 2), both);
        int strided = builder.Add("strided", new Convolution(OutChannels: 8, Kernel: 3, Stride: 2), both);
        int reduced = builder.Add("reduced", new Sum(), pooled, strided);
        builder.Add("squeezed", new GlobalAveragePool());
        builder.Add("squeeze", new Linear(OutFeatures: 3));
        builder.Add("squeeze_relu", s_relu);
        builder.Add("excite", new Linear(OutFeatures: 8));
        int gate = builder.Add("gate", new Activation(ActivationFunction.Sigmoid));
        builder.Add("scaled", new ChannelScale(), reduced, gate);
        int head = builder.Add("head", new Flatten());
        builder.Add("hidden", new Linear(OutFeatures: 12), head);
        builder.Add("hidden_norm", new BatchNorm());
        builder.Add("hidden_relu", s_relu);
        builder.Add("second", new Linear(OutFeatures: 6));
        builder.Add("second_tanh", new Activation(ActivationFunction.Tanh));
        builder.Add("logits", new Linear(OutFeatures: 3));
        return builder.Build();
    }

    private static ArchitectureGraph Refusing()
    {
        var builder = new GraphBuilder([2, 8, 8]);
        int stem = builder.Add("stem", new Convolution(OutChannels: 4, Kernel: 3));
        int relu = builder.Add("stem_relu", s_relu);
        builder.Add("joined", new Sum(), stem, relu);
        builder.Add("strided", new Convolution(OutChannels: 4, Kernel: 3, Stride: 2));
        builder.Add("strided2", new Convolution(OutChannels: 4, Kernel: 3, Stride: 2));
        builder.Add("head", new GlobalAveragePool());
        builder.Add("hidden", new Linear(OutFeatures: 12));
        builder.Add("hidden_relu", s_relu);
        builder.Add("hidden2", new Linear(OutFeatures: 12));
        builder.Add("mixed", new LayerNorm());
        builder.Add("gate", new Activation(ActivationFunction.Sigmoid));
        builder.Add("logits", new Linear(OutFeatures: 3));
        return builder.Build();
    }

    private static double InTraining(Network before, Network after)
    {
        Tensor inputs = Preserved.InputsFor(before.Graph, 256, new Rng(6));
        using var tape = new Tape(recording: false);
        Tensor x = tape.Input(inputs);
        var context = new ApplyContext(Training: false) { BatchStatistics = true };
        return before.Forward(x, context).ToArray().Zip(after.Forward(x, context).ToArray())
            .Average(pair => Math.Abs(pair.First - pair.Second));
    }
}
