using Precocial.Tensors;

namespace Precocial.Architectures.Tests.Primitives;

public sealed class MixedOperationTests
{
    [Fact]
    public void Apply_WithNone_AddsTheOthersByTheirShares()
    {
        Network network = Network.From(Graph([0, 1, -1]), new InitializedWeights(), new Rng(1));
        using var tape = new Tape(recording: false);

        float[] y = network.Forward(tape.Input(Tensor.From([2, -3], [1, 2]))).ToArray();

        // softmax(0, 1, −1): of none, x and −x.
        double sum = 1 + Math.E + 1 / Math.E, factor = (Math.E - 1 / Math.E) / sum;
        y[0].ShouldBe((float)(2 * factor), 1e-6);
        y[1].ShouldBe((float)(-3 * factor), 1e-6);
    }

    [Fact]
    public void Alpha_IsNoParameter_AndDecidesTheKey()
    {
        ArchitectureGraph graph = Graph([0, 1, -1]);

        graph.Parameters.ShouldBe(0);
        graph.Key.ShouldBe(Graph([0, 1, -1]).Key);
        graph.Key.ShouldNotBe(Graph([0, MathF.BitIncrement(1), -1]).Key);
    }

    [Fact]
    public void Alpha_IsFilledByEverySource()
    {
        ArchitectureGraph graph = Graph([0.5f, 1, -1]);
        foreach (IWeightSource source in (IWeightSource[])[new InitializedWeights(), new SingleWeight(2)])
        {
            Tensor alpha = source.Provide(graph, new Rng(1)).ShouldHaveSingleItem();
            alpha.ToArray().ShouldBe([0.5f, 1, -1]);
            alpha.RequiresGradient.ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(new float[] { 0, 1 }, 0,
        "one number for each of the 3 operations and Row be 0 or more, but there are 2")]
    [InlineData(new float[] { 0, 1, 2 }, -1, "Row is -1")]
    [InlineData(new float[] { 0, float.NaN, 2 }, 0, "every number of Alpha must be finite, but one is NaN")]
    public void InferShape_OfWrongSettings_SaysTheRule(float[] alpha, int row, string message) =>
        Should.Throw<ShapeException>(() => Graph(alpha, row)).Message.ShouldContain(message);

    private static ArchitectureGraph Graph(float[] alpha, int row = 0)
    {
        var builder = new GraphBuilder([2]);
        builder.Add("same", new Identity());
        builder.Add("opposite", new Activation(ActivationFunction.Negate), builder.Input);
        builder.Add("mixed", new MixedOperation(row, [.. alpha]) { NoneFirst = true }, 1, 2);
        return builder.Build();
    }
}
