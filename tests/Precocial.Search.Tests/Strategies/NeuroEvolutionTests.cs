using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class NeuroEvolutionTests
{
    private readonly ToySpace _space = new();

    [Fact]
    public void Ask_FirstGeneration_IsRandomAndWhole()
    {
        var evolution = Create(new() { Population = 30 });
        var generation = evolution.Ask(new Rng(1));
        generation.Count.ShouldBe(30);
        generation.Distinct().Count().ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Ask_NextGeneration_HasElitesFirstAndChildrenOfSurvivors()
    {
        var evolution = Create(new() { Population = 20, CullRatio = 0.25, EliteRatio = 0.2, TournamentSize = 1 });
        var members = Distinct(20);
        Tell(evolution, members);
        var survivors = members.OrderByDescending(m => m.Value).Take(15).ToArray();
        var next = evolution.Ask(new Rng(5));
        // Of 15 survivors a fifth.
        next.Take(3).ShouldBe(survivors.Take(3));
        next.Skip(3).ShouldAllBe(child => survivors.Any(s => _space.Neighbours(s).Contains(child)));
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 6)]
    public void Ask_Tournament_FavoursTheBestByItsEffectiveSize(bool faithful, int effective)
    {
        var evolution = Create(
            new() { Population = 4, CullRatio = 0, EliteRatio = 0, TournamentSize = 3, Faithful = faithful });
        // Far apart, so that a child has one parent only.
        ToyGenotype[] members = [.. new[] { 3, 2, 1, 0 }.Select(
            d => _space.Parse($"d0={d} d1={d} d2={d} d3={d}"))];
        Tell(evolution, members);
        var best = _space.Neighbours(members[0]);
        int ofBest = Enumerable.Range(0, 1000).Sum(i => evolution.Ask(new Rng((ulong)i)).Count(best.Contains));
        double expected = 1 - Math.Pow(0.75, effective);
        // Four deviations in 4000 draws.
        (ofBest / 4000.0).ShouldBe(expected, 4 * Math.Sqrt(expected * (1 - expected) / 4000));
    }

    [Fact]
    public void Ask_SomeFailed_TheyHaveNoChildren()
    {
        var evolution = Create(new() { Population = 10, CullRatio = 0.2, EliteRatio = 1 });
        var members = Distinct(10);
        evolution.Tell([.. members.Select((m, i) => i < 5
            ? new Trial<ToyGenotype, Score>(i, m, TrialStatus.Failed, default)
            : new(i, m, TrialStatus.Done, new(m.Value)))]);
        evolution.Ask(new Rng(1)).Take(5).Order(Comparer<ToyGenotype>.Create((a, b) => a.Value - b.Value))
            .ShouldBe(members.Skip(5).OrderBy(m => m.Value));
    }

    [Fact]
    public async Task Study_OverGenerations_FindsTheTopOfTheHill()
    {
        var plan = Study.Over(_space).Using(Create(new() { Population = 20, TournamentSize = 3 }))
            .JudgedBy(new ErraticEvaluator { Judge = (graph, _) => graph.Parameters }) with
        { Window = 1 };
        var result = await plan.RunAsync(seed: 1, rounds: 15);
        result.Rounds.ShouldBe(15);
        result.Best.Genotype.ShouldBe(_space.Parse("d0=3 d1=3 d2=3 d3=3"));
    }

    [Theory]
    [InlineData(1, 0.2, 0.2, 8)]
    [InlineData(10, 1, 0.2, 8)]
    [InlineData(10, double.NaN, 0.2, 8)]
    [InlineData(10, 0.2, 1.1, 8)]
    [InlineData(10, 0.2, 0.2, 0)]
    public void Settings_OutOfRange_Throw(int population, double cull, double elite, int tournament) =>
        Should.Throw<ArgumentException>(() => Create(new()
        {
            Population = population,
            CullRatio = cull,
            EliteRatio = elite,
            TournamentSize = tournament,
        }));

    private NeuroEvolution<ToyGenotype, Score> Create(NeuroEvolutionSettings settings) =>
        new(_space, Ranking.ByScore, settings);

    private ToyGenotype[] Distinct(int count) =>
        [.. Enumerable.Range(0, 1000).Select(i => _space.Sample(new Rng((ulong)i))).Distinct().Take(count)];

    private static void Tell(NeuroEvolution<ToyGenotype, Score> evolution, ToyGenotype[] members) =>
        evolution.Tell([.. members.Select((m, i) =>
            new Trial<ToyGenotype, Score>(i, m, TrialStatus.Done, new(m.Value)))]);
}
