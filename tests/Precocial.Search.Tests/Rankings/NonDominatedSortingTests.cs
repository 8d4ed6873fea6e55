namespace Precocial.Search.Tests;

public sealed class NonDominatedSortingTests
{
    // Deb 2002: (first objective, second objective), larger is better here.
    private static readonly Objectives[] s_population =
        [new([1, 5]), new([3, 3]), new([5, 1]), new([2, 2]), new([1, 1]), new([9, 9], Violation: 0.1),
            new([9, 9], 0.2)];

    [Fact]
    public void Fronts_KnownPopulation_AreTheOnesByHand() =>
        NonDominatedSorting.Fronts(s_population).ShouldBe([0, 0, 0, 1, 2, 3, 4]);

    [Fact]
    public void CrowdingDistances_ThreeOnAFront_EndsAreInfinite()
    {
        var distances = NonDominatedSorting.CrowdingDistances(s_population,
            NonDominatedSorting.Fronts(s_population));
        distances[0].ShouldBe(double.PositiveInfinity);
        distances[2].ShouldBe(double.PositiveInfinity);
        distances[1].ShouldBe(2);
    }

    [Fact]
    public void Dominates_AnyViolation_LosesToNone()
    {
        new Objectives([0, 0]).Dominates(new([9, 9], Violation: 0.1)).ShouldBeTrue();
        new Objectives([9, 9], 0.1).Dominates(new([0, 0])).ShouldBeFalse();
        new Objectives([0, 0], 0.1).Dominates(new([9, 9], 0.2)).ShouldBeTrue();
        new Objectives([1, 1]).Dominates(new([1, 1])).ShouldBeFalse();
    }

    [Fact]
    public void ByPareto_Compare_MaximumIsOnTheFront()
    {
        var best = s_population.Aggregate((a, b) => Ranking.ByPareto.Compare(a, b) >= 0 ? a : b);
        best.ShouldBe(new Objectives([5, 1]));
    }

    [Fact]
    public void ByPareto_Select_PrefersTheFrontThenTheLessCrowded()
    {
        Ranking.ByPareto.Select(s_population, [3, 1, 4]).ShouldBe(1);
        Ranking.ByPareto.Select(s_population, [1, 0]).ShouldBe(0);
        Ranking.ByPareto.Select(s_population, [6, 5]).ShouldBe(5);
    }

    [Fact]
    public void ParetoFront_OfPopulation_IsFrontZeroWithoutRepeats() =>
        ParetoFront<Objectives>.Of([.. s_population, new([3, 3])], o => o).Members
            .ShouldBe([new([5, 1]), new([3, 3]), new([1, 5])]);
}
