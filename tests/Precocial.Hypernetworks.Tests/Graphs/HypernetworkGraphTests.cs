using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Hypernetworks.Tests;

public sealed class HypernetworkGraphTests
{
    [Fact]
    public void Of_SqueezeAndExcitation_HasItsNodeAndNoPool()
    {
        var builder = new GraphBuilder([3, 8, 8]);
        int x = builder.Add("conv", new Convolution(8, 3));
        builder.Add("squeeze", new GlobalAveragePool(), x);
        builder.Add("fc1", new Linear(4));
        builder.Add("relu", new Activation(ActivationFunction.Relu));
        builder.Add("fc2", new Linear(8, Bias: false));
        int gate = builder.Add("gate", new Activation(ActivationFunction.HardSwish));
        builder.Add("excite", new ChannelScale(), x, gate);
        builder.Add("pool", new GlobalAveragePool());
        builder.Add("classifier", new Linear(3));

        Chain(HypernetworkGraph.Of(builder.Build())).ShouldBe(
            ["input", "conv.weight<input", "fc1.weight<conv.weight", "fc1.bias<fc1.weight", "fc2.weight<fc1.bias",
                "excite<conv.weight,fc2.weight", "pool<excite", "classifier.weight<pool",
                "classifier.bias<classifier.weight"]);
    }

    [Fact]
    public void Of_SumOfOneNodeTwiceAndZero_BypassesAndCuts()
    {
        var builder = new GraphBuilder([3, 8, 8]);
        int x = builder.Add("conv", new Convolution(4, 3));
        int same = builder.Add("identity", new Identity(), x);
        int twice = builder.Add("twice", new Sum(), x, same);
        int cut = builder.Add("dead", new Convolution(4, 3), builder.Add("zero", new Zero(), x));
        builder.Add("sum", new Sum(), twice, cut);
        builder.Add("pool", new GlobalAveragePool());
        builder.Add("classifier", new Linear(3, Bias: false));

        HypernetworkGraph graph = HypernetworkGraph.Of(builder.Build());

        Chain(graph).ShouldBe(["input", "conv.weight<input", "pool<conv.weight", "classifier.weight<pool"]);
        graph.Skipped.ShouldBe(["dead.weight"]);
    }

    // As an ONNX file has it: the values reach the product through attention alone.
    [Fact]
    public void Of_AttentionWrittenOut_IsTheGraphOfAttention()
    {
        var builder = new GraphBuilder([3, 8, 8]);
        builder.Add("patch", new Convolution(8, 3, Stride: 2));
        builder.Add("tokens", new ImageToTokens());
        int qkv = builder.Add("qkv", new Linear(24, Bias: false));
        int queries = builder.Add("q", new Slice(Axis: 1, Start: 0, Count: 8), qkv);
        int keys = builder.Add("k", new Slice(Axis: 1, Start: 8, Count: 8), qkv);
        int values = builder.Add("v", new Slice(Axis: 1, Start: 16, Count: 8), qkv);
        builder.Add("scores", new MatMul(TransposeRight: true), queries, keys);
        int mix = builder.Add("mix", new Softmax());
        builder.Add("product", new MatMul(), builder.Add("drop", new Dropout(0.1f), mix), values);
        builder.Add("first", new SelectToken(0));
        builder.Add("classifier", new Linear(3, Bias: false));

        Chain(HypernetworkGraph.Of(builder.Build())).ShouldBe(
            ["input", "patch.weight<input", "qkv.weight<patch.weight", "mix<qkv.weight", "classifier.weight<mix"]);
    }

    [Fact]
    public void Of_PositionsAndAttention_HaveTheirNodes()
    {
        var builder = new GraphBuilder([3, 8, 8]);
        builder.Add("patch", new Convolution(8, 3, Stride: 2));
        builder.Add("pos_enc", new PositionEncoding());
        builder.Add("tokens", new ImageToTokens());
        builder.Add("qkv", new Linear(24, Bias: false));
        builder.Add("mix", new Attention(Heads: 2));
        builder.Add("first", new SelectToken(0));
        builder.Add("classifier", new Linear(3, Bias: false));

        Chain(HypernetworkGraph.Of(builder.Build())).ShouldBe(
            ["input", "patch.weight<input", "pos_enc.weight", "pos_enc<patch.weight,pos_enc.weight",
                "qkv.weight<pos_enc", "mix<qkv.weight", "classifier.weight<mix"]);
    }

    [Fact]
    public void Messages_OfAChain_HaveTheLengthsOfPaths()
    {
        HypernetworkNode[] nodes =
            [.. Enumerable.Range(0, 70).Select(i => new HypernetworkNode(NodeKind.Sum, $"n{i}"))];
        var graph = new HypernetworkGraph(nodes, Enumerable.Range(0, 69).Select(i => (i, i + 1)).Append((0, 60)));

        byte[] lengths = graph.Lengths(50);

        lengths[0 * 70 + 60].ShouldBe((byte)1);
        lengths[0 * 70 + 69].ShouldBe((byte)10);
        lengths[1 * 70 + 51].ShouldBe((byte)50);
        lengths[1 * 70 + 52].ShouldBe((byte)0);
        graph.Messages(1).VirtualEdges.ShouldBe(0);
        graph.Messages(1).Edges.ShouldBe(70);
    }

    [Fact]
    public void Constructor_EdgeBackward_SaysWhich() =>
        Should.Throw<GraphException>(() => new HypernetworkGraph(
            [new(NodeKind.Input, "a"), new(NodeKind.Sum, "b")], [(1, 0)])).Message.ShouldContain("from 1 to 0");

    private static string[] Chain(HypernetworkGraph graph)
    {
        var sources = graph.Edges.ToLookup(edge => edge.Target, edge => graph.Nodes[edge.Source].Name);
        return [.. graph.Nodes.Select((node, i) =>
            node.Name + (sources[i].Any() ? "<" + string.Join(",", sources[i]) : ""))];
    }
}
