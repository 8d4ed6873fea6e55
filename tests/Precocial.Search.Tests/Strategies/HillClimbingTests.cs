using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class HillClimbingConformanceTests : ScoreConformance
{
    protected override ISearchStrategy<ToyGenotype, Score> Create() => new HillClimbing<ToyGenotype, Score>(
        Space, Ranking.ByScore, Space.Sample(new Rng(4)), neighbours: 5);
}

public sealed class HillClimbingTests
{
    [Fact]
    public void Ask_AfterAGeneration_GoesOnFromItsBest()
    {
        var space = new ToySpace();
        var start = space.Sample(new Rng(1));
        var strategy = new HillClimbing<ToyGenotype, Score>(space, Ranking.ByScore, start, neighbours: 3);
        strategy.Ask(new Rng(2)).ShouldBe([start]);
        strategy.Tell([new(0, start, TrialStatus.Done, new(1))]);
        var children = strategy.Ask(new Rng(3));
        children.Count.ShouldBe(3);
        children.ShouldAllBe(child => space.Neighbours(start).Contains(child));
        strategy.Tell([new(1, children[0], TrialStatus.Done, new(3))]);
        strategy.Tell([new(2, children[1], TrialStatus.Failed, default)]);
        strategy.Ask(new Rng(4)).ShouldAllBe(child => space.Neighbours(start).Contains(child));
        strategy.Tell([new(3, children[2], TrialStatus.Done, new(2))]);
        strategy.Ask(new Rng(4)).ShouldAllBe(child => space.Neighbours(children[0]).Contains(child));
        strategy.Best.ShouldBe(children[0]);
    }
}
