using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels.Axes;

public sealed unsafe class WeightedSumsTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, 67), 5000, Items.Block + 3];

    [Theory, MemberData(nameof(Lengths))]
    public void Forward_OfThreeArrays_IsTheSum(int length)
    {
        using Native a = Native.Random(length, new Rng(1)), b = Native.Random(length, new Rng(2)),
            c = Native.Random(length, new Rng(3)), factors = Native.Random(3, new Rng(4)), y = new(length);
        float** parts = stackalloc float*[3] { a.Pointer, b.Pointer, c.Pointer };

        WeightedSums.Forward(parts, factors.Pointer, 3, y.Pointer, length);

        for (int i = 0; i < length; i++)
        {
            double[] terms =
            [
                (double)a.Span[i] * factors.Span[0], (double)b.Span[i] * factors.Span[1],
                (double)c.Span[i] * factors.Span[2],
            ];
            // Three roundings, each of a partial sum that is no larger than the magnitudes'.
            y.Span[i].ShouldBe((float)terms.Sum(), 2 * Ulp.Of(terms.Sum(Math.Abs)));
        }
        y.GuardsAreIntact();
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Product_OfTwoArrays_IsTheSumOfProducts(int length)
    {
        using Native x = Native.Random(length, new Rng(1)), y = Native.Random(length, new Rng(2));

        double product = Reduction.Product(x.Pointer, y.Pointer, length);

        double exact = 0, magnitude = 0;
        for (int i = 0; i < length; i++)
        {
            exact += (double)x.Span[i] * y.Span[i];
            magnitude += Math.Abs((double)x.Span[i] * y.Span[i]);
        }
        // Runs of 1024 in at least two chains: at most 512 roundings of partial sums.
        product.ShouldBe(exact, 512 * Ulp.Of(magnitude) / 2);
    }
}
