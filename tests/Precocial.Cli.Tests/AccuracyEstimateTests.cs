namespace Precocial.Cli.Tests;

public sealed class AccuracyEstimateTests
{
    // R: binom::binom.confint(x, n, method = "wilson").
    [Theory]
    [InlineData(8, 10, 0.4901625, 0.9433178)]
    [InlineData(0, 10, 0, 0.2775328)]
    [InlineData(10, 10, 0.7224672, 1)]
    [InlineData(358, 359, 0.9843927, 0.9995081)]
    public void Interval_KnownCounts_IsWilsons(int correct, int samples, double low, double high)
    {
        var estimate = new AccuracyEstimate(correct, samples);
        estimate.Low.ShouldBe(low, tolerance: 1e-6);
        estimate.High.ShouldBe(high, tolerance: 1e-6);
        estimate.Low.ShouldBeInRange(0, estimate.Value);
        estimate.High.ShouldBeInRange(estimate.Value, 1);
    }

    [Fact]
    public void Of_Answers_CountsTheRightOnes() =>
        AccuracyEstimate.Of([1, 2, 3, 0], [1, 2, 0, 0]).ShouldBe(new AccuracyEstimate(3, 4));

    [Fact]
    public void Of_OtherLength_Throws() =>
        Should.Throw<ArgumentException>(() => AccuracyEstimate.Of([1], [1, 2]));
}
