using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels.Normalisation;

public sealed unsafe class LayerNormalizationTests
{
    public static TheoryData<int, int> Shapes => new()
    {
        { 1, 1 }, { 3, 2 }, { 5, 7 }, { 4, 16 }, { 2, 31 }, { 7, 65 }, { 3, 200 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void ForwardAndBackward_OfAnyShape_MatchTheDefinition(int rows, int columns)
    {
        int count = rows * columns;
        var rng = new Rng(3);
        using Native x = Native.Random(count, rng), dy = Native.Random(count, rng), y = new(count),
            dx = new(count);
        using Native scale = Native.Random(columns, rng), bias = Native.Random(columns, rng);
        using Native mean = new(rows), inverse = new(rows), dscale = new(columns), dbias = new(columns);
        LayerNormalization.Forward(
            x.Pointer, scale.Pointer, bias.Pointer, y.Pointer, mean.Pointer, inverse.Pointer, rows, columns, 1e-5f);
        LayerNormalization.Backward(
            dy.Pointer, x.Pointer, scale.Pointer, mean.Pointer, inverse.Pointer, dx.Pointer, false, dscale.Pointer,
            dbias.Pointer, false, rows, columns);

        double[] dscaleExact = new double[columns], dbiasExact = new double[columns];
        for (int row = 0; row < rows; row++)
        {
            double[] values = [.. x.Span.Slice(row * columns, columns).ToArray().Select(v => (double)v)];
            double center = values.Average(),
                deviation = Math.Sqrt(values.Average(v => (v - center) * (v - center)) + 1e-5);
            double[] normal = [.. values.Select(v => (v - center) / deviation)];
            double[] g = [.. Enumerable.Range(0, columns).Select(i => (double)dy.Span[row * columns + i] * scale.Span[i])];
            double meanG = g.Average(), meanProduct = g.Zip(normal, (a, b) => a * b).Average();
            for (int i = 0; i < columns; i++)
            {
                int at = row * columns + i;
                // Errors are a few roundings of x, magnified by 1/deviation ≤ 317.
                double allowed = 2e-6 + 4e-7 / deviation;
                y.Span[at].ShouldBe((float)(normal[i] * scale.Span[i] + bias.Span[i]), allowed);
                dx.Span[at].ShouldBe((float)((g[i] - meanG - normal[i] * meanProduct) / deviation), 4 * allowed / deviation);
                dscaleExact[i] += dy.Span[at] * normal[i];
                dbiasExact[i] += dy.Span[at];
            }
        }
        for (int i = 0; i < columns; i++)
        {
            dscale.Span[i].ShouldBe((float)dscaleExact[i], 1e-5 * rows);
            dbias.Span[i].ShouldBe((float)dbiasExact[i], 1e-6 * rows);
        }
        y.GuardsAreIntact();
        dx.GuardsAreIntact();
    }

    [Fact]
    public void Backward_Accumulating_Adds()
    {
        using Native x = Native.Random(12, new Rng(1)), dy = Native.Random(12, new Rng(2)), y = new(12);
        using Native mean = new(3), inverse = new(3), once = new(12), twice = new(12), dbias = new(4);
        LayerNormalization.Forward(x.Pointer, null, null, y.Pointer, mean.Pointer, inverse.Pointer, 3, 4, 1e-5f);
        Backward(once, accumulate: false);
        Backward(twice, accumulate: false);
        Backward(twice, accumulate: true);
        for (int i = 0; i < 12; i++)
            twice.Span[i].ShouldBe(2 * once.Span[i]);

        void Backward(Native target, bool accumulate) => LayerNormalization.Backward(
            dy.Pointer, x.Pointer, null, mean.Pointer, inverse.Pointer, target.Pointer, accumulate, null, dbias.Pointer,
            accumulate, 3, 4);
    }
}
