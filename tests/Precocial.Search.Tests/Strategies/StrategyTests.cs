using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class StrategyTests
{
    private readonly ToySpace _space = new();

    [Fact]
    public void RegularizedEvolution_FullPopulation_TheOldestLeavesEvenIfBest()
    {
        var evolution = new RegularizedEvolution<ToyGenotype, Score>(
            _space, Ranking.ByScore, population: 2, sample: 40);
        var best = _space.Parse("d0=3 d1=3 d2=3 d3=3");
        Tell(evolution, 0, best);
        Tell(evolution, 1, _space.Parse("d0=0 d1=0 d2=0 d3=1"));
        _space.Neighbours(best).ShouldContain(evolution.Ask(new Rng(1))[0]);
        Tell(evolution, 2, _space.Parse("d0=0 d1=0 d2=0 d3=0"));
        // A sample of 40 of 2 misses one of them once in a billion: the parent is the better of those left.
        _space.Neighbours(_space.Parse("d0=0 d1=0 d2=0 d3=1")).ShouldContain(evolution.Ask(new Rng(1))[0]);
        evolution.Best.ShouldBe(best);
    }

    [Fact]
    public void RegularizedEvolution_PendingInitialDraws_CountTowardsThePopulation()
    {
        var evolution = new RegularizedEvolution<ToyGenotype, Score>(
            _space, Ranking.ByScore, population: 3, sample: 1);
        var first = _space.Parse("d0=0 d1=0 d2=0 d3=0");
        Tell(evolution, 0, first);
        var drawn = Enumerable.Range(0, 40).Select(i => evolution.Ask(new Rng((ulong)i), [first])[0])
            .ToArray();
        drawn.Any(g => !_space.Neighbours(first).Contains(g)).ShouldBeTrue();
        Enumerable.Range(0, 40).Select(i => evolution.Ask(new Rng((ulong)i), [first, first])[0])
            .ShouldAllBe(g => _space.Neighbours(first).Contains(g));
    }

    [Fact]
    public void LocalSearch_BetterNeighbour_BecomesTheCentre()
    {
        var search = new LocalSearch<ToyGenotype, Score>(_space, Ranking.ByScore);
        var start = _space.Parse("d0=1 d1=1 d2=1 d3=1");
        Tell(search, 0, start);
        _space.Neighbours(start).ShouldContain(search.Ask(new Rng(0))[0]);
        var seen = new List<ToyGenotype>();
        for (int i = 1; seen.LastOrDefault()?.Value is not > 85; i++)
        {
            seen.Add(search.Ask(new Rng(0))[0]);
            Tell(search, i, seen[^1]);
        }
        _space.Neighbours(seen[^1]).ShouldContain(search.Ask(new Rng(0))[0]);
    }

    [Fact]
    public void LocalSearch_OneHill_ClimbsToTheTopWithoutRepeats()
    {
        var search = new LocalSearch<ToyGenotype, Score>(_space, Ranking.ByScore);
        var seen = new List<ToyGenotype>();
        for (int i = 0; seen.LastOrDefault()?.Value != 255; i++)
        {
            seen.Add(search.Ask(new Rng((ulong)i))[0]);
            Tell(search, i, seen[^1]);
        }
        seen.Distinct().Count().ShouldBe(seen.Count);
        // Each of at most 12 moves looks at no more than 12 neighbours.
        seen.Count.ShouldBeLessThan(145);
    }

    [Fact]
    public void LocalSearch_Pending_ProposesOtherNeighbours()
    {
        var search = new LocalSearch<ToyGenotype, Score>(_space, Ranking.ByScore);
        Tell(search, 0, _space.Parse("d0=1 d1=1 d2=1 d3=1"));
        var first = search.Ask(new Rng(0), [])[0];
        var second = search.Ask(new Rng(0), [first])[0];
        second.ShouldNotBe(first);
        search.Ask(new Rng(0), [first, second])[0].ShouldNotBeOneOf(first, second);
    }

    private static void Tell(ISearchStrategy<ToyGenotype, Score> strategy, int sequence,
        ToyGenotype genotype) =>
        strategy.Tell([new(sequence, genotype, TrialStatus.Done, new(genotype.Value))]);
}
