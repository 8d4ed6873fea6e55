using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels.Axes;

public sealed unsafe class BroadcastTests
{
    public static TheoryData<int[], int[], int[]> Shapes => new()
    {
        { [], [], [] },
        { [3], [], [3] },
        { [2, 3], [3], [2, 3] },
        { [2, 1], [1, 40], [2, 40] },
        { [4, 5, 35], [1, 5, 1], [4, 5, 35] },
        { [1, 5, 1, 2], [3, 1, 17, 1], [3, 5, 17, 2] },
        { [2, 3, 4, 5, 6], [3, 1, 5, 1], [2, 3, 4, 5, 6] },
        { [1, 1, 33], [7, 2, 1], [7, 2, 33] },
        { [6, 70], [6, 70], [6, 70] },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Operations_OnBroadcastShapes_RepeatTheirOperands(int[] shapeA, int[] shapeB, int[] shape)
    {
        Shape a = Shape.Create(shapeA), b = Shape.Create(shapeB), result = Shape.Create(shape);
        using Native x = Native.Random(a.Count, new Rng(1)), z = Native.Random(b.Count, new Rng(2)),
            y = new(result.Count);
        Broadcast.Add(x.Pointer, a, z.Pointer, b, y.Pointer, result);
        Check((p, q) => p + q);
        Broadcast.Subtract(x.Pointer, a, z.Pointer, b, y.Pointer, result);
        Check((p, q) => p - q);
        Broadcast.Multiply(x.Pointer, a, z.Pointer, b, y.Pointer, result);
        Check((p, q) => p * q);
        Broadcast.Divide(x.Pointer, a, z.Pointer, b, y.Pointer, result);
        Check((p, q) => p / q);
        Broadcast.Max(x.Pointer, a, z.Pointer, b, y.Pointer, result);
        Check(Math.Max);
        Broadcast.Copy(z.Pointer, b, y.Pointer, result, accumulate: false);
        Check((_, q) => q);
        Broadcast.Copy(x.Pointer, a, y.Pointer, result, accumulate: true);
        Check((p, q) => q + p);

        void Check(Func<float, float, float> exact)
        {
            for (int i = 0; i < result.Count; i++)
                y.Span[i].ShouldBe(exact(x.Span[Source(i, shape, shapeA)], z.Span[Source(i, shape, shapeB)]));
            y.GuardsAreIntact();
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void SumTo_OfAGradient_AddsWhatWasRepeated(int[] shapeA, int[] shapeB, int[] shape)
    {
        Shape result = Shape.Create(shape);
        using var dy = Native.Random(result.Count, new Rng(1));
        foreach (int[] operand in (int[][])[shapeA, shapeB])
        {
            Shape target = Shape.Create(operand);
            using var dx = new Native(target.Count);
            Broadcast.SumTo(dy.Pointer, result, dx.Pointer, target, accumulate: false);
            Broadcast.SumTo(dy.Pointer, result, dx.Pointer, target, accumulate: true);
            double[] exact = new double[target.Count];
            for (int i = 0; i < result.Count; i++)
                exact[Source(i, shape, operand)] += 2 * dy.Span[i];
            for (int i = 0; i < target.Count; i++)
                dx.Span[i].ShouldBe((float)exact[i], 2e-7 * result.Count / target.Count);
            dx.GuardsAreIntact();
        }
    }

    [Theory]
    [InlineData(3, 5, 1)]
    [InlineData(2, 4, 35)]
    [InlineData(7, 40, 1)]
    public void Bias_OverTheMiddleAxis_IsAddedAndSummed(int outer, int channels, int inner)
    {
        int count = outer * channels * inner;
        using Native x = Native.Random(count, new Rng(1)), bias = Native.Random(channels, new Rng(2));
        using Native y = new(count), dbias = new(channels);
        Broadcast.AddBias(x.Pointer, bias.Pointer, y.Pointer, outer, channels, inner);
        Broadcast.BiasBackward(x.Pointer, dbias.Pointer, outer, channels, inner, accumulate: false);
        double[] sums = new double[channels];
        for (int i = 0; i < count; i++)
        {
            y.Span[i].ShouldBe(x.Span[i] + bias.Span[i / inner % channels]);
            sums[i / inner % channels] += x.Span[i];
        }
        for (int c = 0; c < channels; c++)
            dbias.Span[c].ShouldBe((float)sums[c], 1e-6 * outer * inner);
    }

    // The element of an operand that result element i takes.
    private static int Source(int i, int[] shape, int[] operand)
    {
        int source = 0, stride = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            int index = i % shape[axis], own = axis - (shape.Length - operand.Length);
            i /= shape[axis];
            if (own < 0)
                continue;
            source += operand[own] == 1 ? 0 : index * stride;
            stride *= operand[own];
        }
        return source;
    }
}
