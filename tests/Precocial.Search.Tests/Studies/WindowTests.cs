using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class WindowTests
{
    private readonly ToySpace _space = new();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(8, 8)]
    [InlineData(8, 1)]
    public async Task Ask_KProposalsMade_ExactlyTheFirstKMinusWPlusOneAreTold(int window, int workers)
    {
        var strategy = new Witness(_space);
        var plan = Study.Over(_space).Using(strategy).JudgedBy(ErraticEvaluator.Slow(1));
        await (plan with { Window = window, Workers = workers }).RunAsync(seed: 5, rounds: 40);
        for (int k = 0; k < 40; k++)
            strategy.Asked[k].ShouldBe((Math.Max(0, k - window + 1), Math.Min(k, window - 1)),
                $"proposal {k}");
        strategy.Told.ShouldBe(Enumerable.Range(0, 40));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    public async Task RunAsync_AnyNumberOfWorkers_SameHash(int window)
    {
        var hashes = new HashSet<string>();
        foreach (int workers in (int[])[1, 2, 8, 64])
        {
            foreach (ulong pace in (ulong[])[1, 2])
            {
                var plan = Study.Over(_space).Using(Evolution()).JudgedBy(ErraticEvaluator.Slow(pace));
                var study = await (plan with { Window = window, Workers = workers })
                    .RunAsync(seed: 5, evaluations: 60);
                hashes.Add(study.ReproducibilityHash);
            }
        }
        hashes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_OtherSeedOrWindow_OtherHash()
    {
        var hashes = new HashSet<string>();
        foreach ((ulong seed, int window) in ((ulong, int)[])[(5, 4), (6, 4), (5, 5)])
        {
            var plan = Study.Over(_space).Using(Evolution()).JudgedBy(new ErraticEvaluator());
            hashes.Add((await (plan with { Window = window }).RunAsync(seed, evaluations: 60))
                .ReproducibilityHash);
        }
        hashes.Count.ShouldBe(3);
    }

    private RegularizedEvolution<ToyGenotype, Score> Evolution() =>
        new(_space, Ranking.ByScore, population: 6, sample: 3);

    // Writes down how much it had been told, and how much was pending, at each question.
    private sealed class Witness(ToySpace space) : ISearchStrategy<ToyGenotype, Score>
    {
        public List<(int Told, int Pending)> Asked { get; } = [];

        public List<int> Told { get; } = [];

        public ToyGenotype Best => space.Sample(new Rng(0).Split(0));

        public IReadOnlyList<ToyGenotype> Ask(Rng rng) => Ask(rng, []);

        public IReadOnlyList<ToyGenotype> Ask(Rng rng, IReadOnlyList<ToyGenotype> pending)
        {
            Asked.Add((Told.Count, pending.Count));
            return [Asked.Count == 1 ? Best : space.Sample(rng)];
        }

        public void Tell(IReadOnlyList<Trial<ToyGenotype, Score>> round) =>
            Told.AddRange(round.Select(t => t.Sequence));
    }
}
