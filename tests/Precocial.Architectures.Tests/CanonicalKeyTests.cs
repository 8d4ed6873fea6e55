using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

public sealed class CanonicalKeyTests
{
    [Fact]
    public void Key_OfRenamedAndReorderedNodes_IsTheSame()
    {
        ArchitectureGraph graph = SampleGraphs.EveryPrimitive();
        var rng = new Rng(3);

        for (int i = 0; i < 50; i++)
            SampleGraphs.Shuffled(graph, rng).Key.ShouldBe(graph.Key);
    }

    [Fact]
    public void Key_DoesNotDependOnTheOrderOfASum_ButOnThatOfAConcat()
    {
        Joined(new Sum(), swap: false).Key.ShouldBe(Joined(new Sum(), swap: true).Key);
        Joined(new Concat(), swap: false).Key.ShouldNotBe(Joined(new Concat(), swap: true).Key);
    }

    [Fact]
    public void Key_TellsOneNodeUsedTwiceFromTwoEqualNodes()
    {
        var one = new GraphBuilder([4]);
        int a = one.Add(new Linear(4));
        one.Add(new Sum(), a, a);
        var two = new GraphBuilder([4]);
        int b = two.Add(new Linear(4)), c = two.Add(new Linear(4), 0);
        two.Add(new Sum(), b, c);

        one.Build().Key.ShouldNotBe(two.Build().Key);
    }

    [Fact]
    public void Key_SeesEverySetting()
    {
        string[] keys =
        [
            Single([2, 8, 8], new Convolution(2, 3)).Key,
            Single([2, 9, 9], new Convolution(2, 3)).Key,
            Single([2, 8, 8], new Convolution(4, 3)).Key,
            Single([2, 8, 8], new Convolution(2, 5)).Key,
            Single([2, 8, 8], new Convolution(2, 3, Stride: 2)).Key,
            Single([2, 8, 8], new Convolution(2, 3, Dilation: 2)).Key,
            Single([2, 8, 8], new Convolution(2, 3, Groups: 2)).Key,
            Single([2, 8, 8], new Convolution(2, 3, Bias: true)).Key,
            Single([2, 8, 8], new Standardize([0, 0], [1, 1])).Key,
            Single([2, 8, 8], new Standardize([0, 0], [1, 2])).Key,
        ];

        keys.Distinct().Count().ShouldBe(keys.Length);
        keys.ShouldAllBe(key => key.Length == 32);
    }

    private static ArchitectureGraph Single(Shape input, Primitive primitive)
    {
        var builder = new GraphBuilder(input);
        builder.Add(primitive);
        return builder.Build();
    }

    private static ArchitectureGraph Joined(Primitive join, bool swap)
    {
        var builder = new GraphBuilder([4]);
        int a = builder.Add(new Activation(ActivationFunction.Relu), 0);
        int b = builder.Add(new Activation(ActivationFunction.Tanh), 0);
        builder.Add(join, swap ? [b, a] : [a, b]);
        return builder.Build();
    }
}
