using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class CurveExtrapolationTests
{
    private const int Horizon = 50;

    public static TheoryData<string> Families => [.. CurveFamily.All.Select(family => family.Name)];

    [Fact]
    public void All_AreTheElevenOfThePaper() => CurveFamily.All.Select(family => family.Name).ShouldBe(
    [
        "vap", "pow3", "pow4", "loglog_linear", "log_power", "ilog2", "janoschek", "weibull", "mmf", "hill3", "exp4",
    ]);

    [Theory]
    [InlineData("vap", new[] { -0.5, -1, 0.1 }, 0.542606682)]
    [InlineData("pow3", new[] { 0.9, 0.5, 0.5 }, 0.65)]
    [InlineData("pow4", new[] { 0.9, 1.0, 5.0, 1.0 }, 0.788888889)]
    [InlineData("loglog_linear", new[] { 0.5, 1.5 }, 0.785337581)]
    [InlineData("log_power", new[] { 0.9, 1, -1 }, 0.535851292)]
    [InlineData("ilog2", new[] { 0.9, 0.5 }, 0.589332533)]
    [InlineData("janoschek", new[] { 0.9, 0.1, 0.3, 0.5 }, 0.460950691)]
    [InlineData("weibull", new[] { 0.9, 0.1, 0.25, 0.5 }, 0.605696447)]
    [InlineData("mmf", new[] { 0.9, 0.1, 0.25, 0.5 }, 0.5)]
    [InlineData("hill3", new[] { 0.9, 4, 0.5 }, 0.45)]
    [InlineData("exp4", new[] { 0.9, 0.3, 0.5, -1 }, 0.698103482)]
    public void Value_AtEpochFour_IsTheFormula(string family, double[] parameters, double value) =>
        CurveFamily.Named(family).Value(4, parameters).ShouldBe(value, 1e-7);

    [Theory]
    [MemberData(nameof(Families))]
    public void Fit_ExactCurveOfAFamily_FindsItsEnd(string name)
    {
        var family = CurveFamily.Named(name);
        double[] p = SimulatedCurves.Parameters(family, Horizon, new Rng(3).Split(name));
        var curve = SimulatedCurves.Points(family, p, epochs: 25, noise: 0, new Rng(1));
        // Of that family alone: what is tested is the fit.
        var fit = CurveExtrapolation.Fit(curve, Horizon, new Rng(2), new() { Families = [family] });
        fit.Mean.ShouldBe(family.Value(Horizon, p), 0.02);
    }

    [Fact]
    public void Quantile_ManySimulatedCurves_NinetyPerCentBandsCover()
    {
        const int Curves = 66;
        int covered = 0;
        double width = 0;
        for (int i = 0; i < Curves; i++)
        {
            var rng = new Rng(11).Split((ulong)i);
            var family = CurveFamily.All[i % CurveFamily.All.Length];
            double[] p = SimulatedCurves.Parameters(family, Horizon, rng);
            var curve = SimulatedCurves.Points(family, p, epochs: 10 + i % 3 * 8, noise: 0.01, rng);
            var fit = CurveExtrapolation.Fit(curve, Horizon, rng.Split("fit"));
            double truth = family.Value(Horizon, p);
            covered += truth >= fit.Quantile(0.05) && truth <= fit.Quantile(0.95) ? 1 : 0;
            width += fit.Quantile(0.95) - fit.Quantile(0.05);
        }
        ((double)covered / Curves).ShouldBeInRange(0.80, 0.97);
        // The bands say something: without data they would be about half of 0..1.
        (width / Curves).ShouldBeLessThan(0.15);
    }

    [Fact]
    public void ProbabilityAbove_FlatLowCurve_IsSmallAndRisingOneLarge()
    {
        var flat = Curve(epoch => 0.5 - 0.3 / epoch);
        var rising = Curve(epoch => 0.9 - 0.8 * Math.Pow(epoch, -0.7));
        flat.ProbabilityAbove(0.8).ShouldBeLessThan(0.02);
        rising.ProbabilityAbove(0.7).ShouldBeGreaterThan(0.95);
        rising.ProbabilityAbove(0.7).ShouldBeGreaterThan(rising.ProbabilityAbove(0.9));
    }

    [Fact]
    public void Fit_PlateauFirst_CutHelps()
    {
        // Eight epochs at chance, then a power law.
        CurvePoint[] curve = [.. Enumerable.Range(1, 22).Select(e => new CurvePoint(
            e, e <= 8 ? 0.1 : 0.8 - 0.7 * Math.Pow(e - 7, -0.8)))];
        double truth = 0.8 - 0.7 * Math.Pow(Horizon - 7, -0.8);
        double cut = Error(new() { CutsPlateau = true }), whole = Error(new());
        cut.ShouldBeLessThan(0.02);
        cut.ShouldBeLessThan(whole / 2);
        double Error(ExtrapolationSettings settings) =>
            Math.Abs(CurveExtrapolation.Fit(curve, Horizon, new Rng(1), settings).Mean - truth);
    }

    [Fact]
    public void Fit_BreakInTheCurve_RecentPointsSayMore()
    {
        // The second half rises further than the first half promised.
        CurvePoint[] curve = [.. Enumerable.Range(1, 20).Select(
            e => new CurvePoint(e, e <= 10 ? 0.5 - 0.3 / e : 0.55 + 0.01 * (e - 10)))];
        double plain = CurveExtrapolation.Fit(curve, Horizon, new Rng(1)).Mean;
        CurveExtrapolation.Fit(curve, Horizon, new Rng(1), new() { WeighsRecent = true }).Mean
            .ShouldBeGreaterThan(plain);
    }

    [Fact]
    public void Fit_TooFewPoints_Throws() => Should.Throw<ArgumentException>(
        () => CurveExtrapolation.Fit([new(1, 0.1), new(2, 0.2), new(3, 0.3)], 9, new Rng(1))).Message
        .ShouldContain("at least 4 points");

    private static CurveExtrapolation Curve(Func<int, double> score) => CurveExtrapolation.Fit(
        [.. Enumerable.Range(1, 15).Select(epoch => new CurvePoint(epoch, score(epoch)))], Horizon, new Rng(1));
}
