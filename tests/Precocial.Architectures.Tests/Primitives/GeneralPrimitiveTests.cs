using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

public sealed class GeneralPrimitiveTests
{
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(0, 4, 3)]
    [InlineData(1, 3, 3)]
    [InlineData(2, 2, 7)]
    [InlineData(9, 1, 5)]
    public void Slice_WithSteps_TakesThosePositions(int start, int count, int step)
    {
        float[] y = Run(new Slice(Axis: 0, start, count, step), [10, 2], [.. Enumerable.Range(0, 20).Select(i => (float)i)]);

        y.ShouldBe([.. Enumerable.Range(0, count).SelectMany(i => (float[])
            [2 * (start + i * step), 2 * (start + i * step) + 1])]);
    }

    [Fact]
    public void Clip_BoundsOnOneSideOrBoth()
    {
        float[] x = [-3, -1, 0, 2, 5];

        Run(new Clip(Least: -1, Most: 2), [5], x).ShouldBe([-1, -1, 0, 2, 2]);
        Run(new Clip(Most: 2), [5], x).ShouldBe([-3, -1, 0, 2, 2]);
        Run(new Clip(Least: 1), [5], x).ShouldBe([1, 1, 1, 2, 5]);
    }

    [Fact]
    public void Minimum_OfTwo_TakesTheSmaller()
    {
        var builder = new GraphBuilder([3]);
        int turned = builder.Add(new Affine(Scale: -1));
        builder.Add(new Arithmetic(ArithmeticFunction.Minimum), 0, turned);
        using var tape = new Tape(recording: false);

        new Network(builder.Build(), []).Forward(tape.Input(Tensor.From([1, -2, 3], [1, 3]))).ToArray()
            .ShouldBe([-1, -2, -3]);
    }

    [Fact]
    public void WrongSettings_SayTheRule()
    {
        Message(new Reshape([5]), [2, 3]).ShouldContain("and the 6 elements of [2, 3], but is [5]");
        Message(new Transpose([0, 0]), [2, 3]).ShouldContain("0 to 1, each once, but are [0, 0]");
        Message(new Slice(Axis: 0, Start: 1, Count: 2, Step: 2), [3]).ShouldContain("must lie within an axis of [3]");
        Message(new Reduce(ReduceFunction.Mean, [0]), [3]).ShouldContain("one must stay");
        Message(new Clip(Least: 2, Most: 1), [3]).ShouldContain("Least must not be above Most");
        Message(new Pad([-1], [0]), [3]).ShouldContain("0 to 1048576 positions");
        Message(new Tile([0]), [3]).ShouldContain("at least 1");
        Message(new Affine(float.NaN), [3]).ShouldContain("must be finite");
        Message(new TensorArithmetic(ArithmeticFunction.Add, [2]), [3]).ShouldContain("axes must be equal or 1");
        Message(new MatMul(), [3]).ShouldContain("[..., m, k] and [..., k, n]");
        Message(new Concat { Axis = 1 }, [3]).ShouldContain("there is no axis 1 in [3]");
        Message(new Arithmetic(ArithmeticFunction.Add), [3]).ShouldContain("takes two inputs");
        Message(new Elementwise((ElementFunction)9), [3]).ShouldContain("there is no function 9");
    }

    private static string Message(Primitive primitive, Shape x) =>
        Should.Throw<ShapeException>(() => primitive.InferShape([x])).Message;

    private static float[] Run(Primitive primitive, Shape shape, float[] x)
    {
        var builder = new GraphBuilder(shape);
        builder.Add(primitive);
        using var tape = new Tape(recording: false);
        Tensor batch = Tensor.From(x, Shape.Create([1, .. shape.ToArray()]));
        return new Network(builder.Build(), []).Forward(tape.Input(batch)).ToArray();
    }
}
