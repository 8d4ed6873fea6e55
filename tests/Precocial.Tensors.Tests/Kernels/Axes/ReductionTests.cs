using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels.Axes;

public sealed unsafe class ReductionTests
{
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 3, 5, 1 }, { 1, 67, 1 }, { 4, 2000, 1 }, { 1, 9, 67 }, { 3, 4, 17 }, { 2, 7, 130 }, { 5, 1, 3 },
        { 1, 3000, 70 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Sum_OverAnAxis_IsTheSum(int outer, int axis, int inner)
    {
        using Native x = Native.Random(outer * axis * inner, new Rng(1)), y = new(outer * inner);
        Reduction.Sum(x.Pointer, y.Pointer, outer, axis, inner, scale: 0.5f, accumulate: false);
        Reduction.Sum(x.Pointer, y.Pointer, outer, axis, inner, scale: 0.5f, accumulate: true);
        for (int i = 0; i < y.Length; i++)
        {
            var column = Column(i, axis, inner);
            double exact = column.Sum(j => (double)x.Span[j]);
            // Chains of at most axis/2 additions, each rounding a partial sum that is no larger than the
            // magnitudes'.
            double allowed = (4 + axis / 2.0) * Ulp.Of(column.Sum(j => Math.Abs(x.Span[j]))) / 2;
            y.Span[i].ShouldBe((float)exact, allowed);
        }
        y.GuardsAreIntact();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void SumBackward_OverAnAxis_RepeatsTheGradient(int outer, int axis, int inner)
    {
        using Native dy = Native.Random(outer * inner, new Rng(1)), dx = new(outer * axis * inner);
        Reduction.SumBackward(dy.Pointer, dx.Pointer, outer, axis, inner, scale: 2, accumulate: false);
        Reduction.SumBackward(dy.Pointer, dx.Pointer, outer, axis, inner, scale: 2, accumulate: true);
        for (int i = 0; i < dx.Length; i++)
            dx.Span[i].ShouldBe(4 * dy.Span[i / (axis * inner) * inner + i % inner]);
        dx.GuardsAreIntact();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Max_OverAnAxis_IsTheFirstLargestAndTakesTheGradient(int outer, int axis, int inner)
    {
        using Native x = Native.Random(outer * axis * inner, new Rng(1)), y = new(outer * inner),
            dx = new(x.Length);
        foreach (ref float value in x.Span)
            value = MathF.Round(value * 5); // so that there are equals
        int[] places = new int[outer * inner];
        fixed (int* place = places)
        {
            Reduction.Max(x.Pointer, y.Pointer, place, outer, axis, inner);
            Reduction.MaxBackward(y.Pointer, place, dx.Pointer, outer, axis, inner, accumulate: false);
        }
        double[] gradient = new double[x.Length];
        for (int i = 0; i < y.Length; i++)
        {
            int best = Column(i, axis, inner).MaxBy(j => x.Span[j]);
            y.Span[i].ShouldBe(x.Span[best]);
            (i / inner * axis * inner + places[i] * inner + i % inner).ShouldBe(best);
            gradient[best] = y.Span[i];
        }
        for (int i = 0; i < x.Length; i++)
            dx.Span[i].ShouldBe((float)gradient[i]);
    }

    [Fact]
    public void Totals_OfAnyLength_AreThoseOfDoubles()
    {
        foreach (int n in Enumerable.Range(0, 68).Concat([1023, 1025, 40_000, 100_001]))
        {
            using var x = Native.Random(n, new Rng((ulong)n));
            float[] values = x.Span.ToArray();
            // Runs of 1024 in four chains of lanes: at most 256 additions a chain.
            double allowed = 1e-9 + 256 * Math.Pow(2, -24) * values.Sum(v => Math.Abs((double)v));
            Reduction.Total(x.Pointer, n).ShouldBe(values.Sum(v => (double)v), allowed);
            Reduction.SquaredNorm(x.Pointer, n).ShouldBe(values.Sum(v => (double)v * v), allowed);
        }
    }

    [Fact]
    public void Max_OfRowsWithEqualsOrNaN_TakesTheFirstLargestAndNaN()
    {
        float[] x = [1, 3, 2, 5, 5, 4, float.NegativeInfinity, float.NaN, 9], y = new float[3];
        int[] places = new int[3];
        fixed (float* values = x, to = y)
        fixed (int* place = places)
            Reduction.Max(values, to, place, 3, 3, 1);
        places.ShouldBe([1, 0, 1]);
        y.ShouldBe([3, 5, float.NaN]);
    }

    private static List<int> Column(int output, int axis, int inner) =>
        [.. Enumerable.Range(0, axis).Select(j => (output / inner * axis + j) * inner + output % inner)];
}
