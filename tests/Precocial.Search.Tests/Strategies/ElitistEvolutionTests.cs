using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class ElitistEvolutionConformanceTests : ScoreConformance
{
    protected override ISearchStrategy<ToyGenotype, Score> Create() =>
        new ElitistEvolution<ToyGenotype, Score>(Space, Ranking.ByScore) { Population = 8, Parents = 3 };
}

public sealed class ElitistEvolutionTests
{
    private static readonly ToySpace s_space = new();
    private static readonly CellSpace s_cells = new(TaskGeometry.Standardized([1, 8, 8], 10));

    [Fact]
    public void Ask_AfterTheRandomOnes_CrossesAndMutatesTheBest()
    {
        var evolution = new ElitistEvolution<ToyGenotype, Score>(s_space, Ranking.ByScore)
        {
            Population = 2,
            Parents = 2,
            MutationProbability = 0.5,
        };
        ToyGenotype low = s_space.Parse("d0=0 d1=0 d2=0 d3=0"), first = s_space.Parse("d0=1 d1=1 d2=1 d3=1"),
            second = s_space.Parse("d0=2 d1=2 d2=2 d3=2");
        evolution.Tell([Done(0, low), Done(1, first), Done(2, second)]);
        // Three are told: an even number with one pending is a crossover's turn.
        foreach (ToyGenotype child in Ask(evolution, pending: 1))
            child.Choices.ShouldAllBe(choice => choice == 1 || choice == 2);
        Ask(evolution, pending: 0).SelectMany(child => child.Choices).ShouldContain((byte)3);
    }

    // The score counts which of the 32 decisions of a cell have their second option: about 10 of a random
    // one.
    [Fact]
    public void Ask_ManyDecisions_ClimbsFarAboveRandomSearch()
    {
        double evolved = Mean(() => new ElitistEvolution<CellGenotype, Score>(s_cells, Ranking.ByScore));
        double random = Mean(() => new RandomSearch<CellGenotype, Score>(s_cells, Ranking.ByScore));
        evolved.ShouldBeGreaterThan(random + 4, $"{evolved} and {random}");
    }

    private static double Mean(Func<ISearchStrategy<CellGenotype, Score>> create) =>
        Enumerable.Range(0, 10).Average(seed =>
        {
            var strategy = create();
            for (int i = 0; i < 200; i++)
            {
                CellGenotype child = strategy.Ask(new Rng((ulong)seed).Split((ulong)i))[0];
                strategy.Tell([new(i, child, TrialStatus.Done, new Score(Ones(child)))]);
            }
            return Ones(strategy.Best);
        });

    private static int Ones(CellGenotype cell) => cell.Choices.Count(choice => choice == 1);

    private static IEnumerable<ToyGenotype> Ask(ElitistEvolution<ToyGenotype, Score> evolution, int pending)
    {
        ToyGenotype[] proposed = [.. Enumerable.Repeat(s_space.Parse("d0=0 d1=0 d2=0 d3=1"), pending)];
        return Enumerable.Range(0, 30).Select(i => evolution.Ask(new Rng((ulong)i), proposed)[0]);
    }

    private static Trial<ToyGenotype, Score> Done(int sequence, ToyGenotype genotype) =>
        new(sequence, genotype, TrialStatus.Done, new Score(genotype.Value));
}
