using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class RankCorrelationTests
{
    // By hand: of 10 pairs 8 agree and 2 do not; with ties, R's cor(method = "kendall") gives 0.8888889.
    [Fact]
    public void KendallOf_SmallLists_IsTheKnownValue()
    {
        RankCorrelation.KendallOf([1, 2, 3, 4, 5], [2, 1, 3, 5, 4]).ShouldBe(0.6, 1e-12);
        RankCorrelation.KendallOf([1, 2, 2, 3], [1, 2, 2, 3]).ShouldBe(1, 1e-12);
        RankCorrelation.KendallOf([1, 2, 2, 3], [1, 2, 3, 4]).ShouldBe(5 / Math.Sqrt(5 * 6), 1e-12);
        RankCorrelation.KendallOf([1, 1, 1], [1, 2, 3]).ShouldBe(0);
    }

    [Fact]
    public void SpearmanOf_SmallLists_IsTheKnownValue()
    {
        // 1 − 6·Σd²/(n(n² − 1)), Σd² = 4.
        RankCorrelation.SpearmanOf([1, 2, 3, 4, 5], [2, 1, 3, 5, 4]).ShouldBe(1 - 6.0 * 4 / (5 * 24), 1e-12);
        RankCorrelation.SpearmanOf([1, 2, 2, 3], [1, 2, 2, 3]).ShouldBe(1, 1e-12);
        RankCorrelation.SpearmanOf([3, 2, 1], [1, 2, 3]).ShouldBe(-1, 1e-12);
    }

    [Fact]
    public void Kendall_Interval_CoversTheTruthAboutAsOftenAsItSays()
    {
        int covered = 0;
        for (int run = 0; run < 40; run++)
        {
            var rng = new Rng((ulong)run);
            double[] x = new double[60], y = new double[60];
            for (int i = 0; i < x.Length; i++)
                (x[i], y[i]) = (rng.NextNormal(), rng.NextNormal());
            RankCorrelation tau = RankCorrelation.Kendall(x, y, rng);
            covered += tau.Low <= 0 && tau.High >= 0 ? 1 : 0;
            tau.Value.ShouldBeInRange(tau.Low, tau.High);
        }
        covered.ShouldBeInRange(33, 40); // 95 % of 40, less 3 standard errors
    }

    [Fact]
    public void Kendall_ListsOfTwoLengths_Throws() =>
        Should.Throw<ArgumentException>(() => RankCorrelation.Kendall([1, 2], [1], new Rng(1)))
            .Message.ShouldContain("2 and 1");
}
