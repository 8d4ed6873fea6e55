using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class BiasCorrectionTests
{
    [Fact]
    public void Linear_PointsOnALine_FindsIt()
    {
        var map = BiasCorrection.Linear([0.2, 0.4, 0.8], [0.5, 0.6, 0.8], new Rng(1));
        map.Apply(0.6).ShouldBe(0.7, 1e-12);
        map.Apply(1).ShouldBe(0.9, 1e-12);
        map.Bias.ShouldBe((0.3 + 0.2 + 0) / 3, 1e-12);
        map.Error.ShouldBe(0, 1e-12);
        map.Rank.Value.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Linear_FallingPoints_DoesNotTurnTheRankingRound()
    {
        var map = BiasCorrection.Linear([0.2, 0.4, 0.8], [0.8, 0.6, 0.5], new Rng(1));
        map.Apply(0.9).ShouldBe(map.Apply(0.1), 1e-12);
        map.Rank.Value.ShouldBe(-1, 1e-12);
    }

    [Fact]
    public void Monotone_AViolator_IsPooledWithItsNeighbour()
    {
        var map = BiasCorrection.Monotone([0.1, 0.3, 0.5, 0.7], [0.2, 0.6, 0.4, 0.9], new Rng(1));
        map.Apply(0.4).ShouldBe(0.5, 1e-12);
        map.Apply(0).ShouldBe(0.2, 1e-12);
        map.Apply(1).ShouldBe(0.9, 1e-12);
        map.Apply(0.55).ShouldBe(0.7, 1e-12);
    }

    [Fact]
    public void Monotone_NoisyScores_IsNearerToTheTruthThanTheScoresAreAndNeverFalls()
    {
        var rng = new Rng(3);
        double[] full = [.. Enumerable.Range(0, 40).Select(_ => 0.6 + 0.35 * rng.NextDouble())];
        double[] low = [.. full.Select(f => f * f - 0.1 + 0.02 * rng.NextNormal())];
        var map = BiasCorrection.Monotone(low[..20], full[..20], rng);
        double Error(Func<double, double> of) =>
            low[20..].Zip(full[20..]).Average(p => Math.Abs(of(p.First) - p.Second));
        Error(map.Apply).ShouldBeLessThan(0.25 * Error(x => x));
        double[] mapped = [.. low.Order().Select(map.Apply)];
        mapped.ShouldBe(mapped.Order());
        map.Summary.ShouldStartWith("low against full fidelity on 20 networks: Kendall 0.");
    }

    [Fact]
    public void Monotone_EqualLowScores_HaveOneValue()
    {
        var map = BiasCorrection.Monotone([0.5, 0.5, 0.5, 0.9], [0.9, 0.6, 0.6, 0.95], new Rng(1));
        map.Apply(0.5).ShouldBe(0.7, 1e-12);
    }

    [Fact]
    public void Linear_TwoNetworks_IsRefused() =>
        Should.Throw<ArgumentException>(() => BiasCorrection.Linear([0.1, 0.2], [0.3, 0.4], new Rng(1)))
            .Message.ShouldContain("at least 3 networks");
}
