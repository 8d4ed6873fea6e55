using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class GradientDescentTests
{
    [Fact]
    public async Task Study_WithAPlantedOperationOnEachEdge_FindsThem()
    {
        var space = SmallRelaxation.Space();
        var strategy = new GradientDescent(space, new() { RoundsPerEpoch = 100, LearningRate = 0.01f });

        var result = await Study.Over(space).Using(strategy).JudgedBy(new Planted())
            .RunAsync(seed: 3, rounds: 300);

        space.CellOf(result.Best.Genotype).ToString().ShouldBe(
            "|none~0|+|skip_connect~0|nor_conv_1x1~1|+|nor_conv_3x3~0|avg_pool_3x3~1|none~2|");
        result.Best.Genotype.ShouldBe(result.Trials[^1].Genotype);
        strategy.Epochs.Select(e => e.Epoch).ShouldBe([1, 2, 3]);
        strategy.Epochs[^1].Entropy.ShouldBeLessThan(0.7 * strategy.Epochs[0].Entropy);
        strategy.Epochs[^1].Loss.ShouldBeLessThan(0.5 * strategy.Epochs[0].Loss);
        strategy.Epochs.ShouldAllBe(e => e.Warning == null);
    }

    [Fact]
    public void Tell_CutIntoOtherRounds_GivesTheSameState()
    {
        var space = SmallRelaxation.Space();
        GradientDescent one = New(space), other = New(space);
        var trials = new List<Trial<Mixture, AlphaGradient>>();
        var rng = new Rng(4);
        for (int i = 0; i < 20; i++)
        {
            Mixture asked = one.Ask(new Rng(7)).ShouldHaveSingleItem();
            one.Ask(new Rng(7)).ShouldBe([asked]);
            trials.Add(i == 4
                ? new(i, asked, TrialStatus.Failed, default)
                : new(i, asked, TrialStatus.Done, new AlphaGradient(1, 0,
                    [.. Enumerable.Range(0, 30).Select(_ => (float)rng.NextNormal())])));
            one.Tell([trials[^1]]);
        }
        other.Tell(trials);

        other.Ask(new Rng(7)).ShouldBe(one.Ask(new Rng(7)));
        other.Best.ShouldBe(one.Best);
        other.Epochs.ShouldBe(one.Epochs);
    }

    [Fact]
    public void Tell_FirstStep_MovesEachLogitByTheRateAgainstItsGradient()
    {
        // Adam's first step is rate·g/|g|, here with the L2 penalty's share of g.
        var space = SmallRelaxation.Space();
        GradientDescent strategy = New(space);
        Mixture start = strategy.Ask(new Rng(1))[0];
        strategy.Tell([new(0, start, TrialStatus.Done, new AlphaGradient(1, 0,
            [.. Enumerable.Range(0, 30).Select(i => i % 2 == 0 ? 1f : -1)]))]);

        Mixture next = strategy.Ask(new Rng(1))[0];

        for (int i = 0; i < 30; i++)
            (next.Alpha[i] - start.Alpha[i]).ShouldBe(i % 2 == 0 ? -3e-4f : 3e-4f, 1e-7);
    }

    [Fact]
    public void Best_BeforeAnySuccess_Throws()
    {
        var space = SmallRelaxation.Space();
        GradientDescent strategy = New(space);
        Should.Throw<InvalidOperationException>(() => strategy.Best);
        strategy.Tell([new(0, space.Sample(new Rng(1)), TrialStatus.Failed, default)]);
        Should.Throw<InvalidOperationException>(() => strategy.Best);
        strategy.Ask(new Rng(1)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Study_ThatTheGuardStops_EndsAndKeepsAlphaFromBefore()
    {
        // Every gradient pulls towards skip connections.
        var space = SmallRelaxation.Space();
        var guard = new CollapseGuard { StopsAtSkips = true, Skips = 4 };
        var strategy = new GradientDescent(space,
            new() { RoundsPerEpoch = 1, LearningRate = 5e-4f, Guard = guard });

        var result = await Study.Over(space).Using(strategy).JudgedBy(new TowardsSkips())
            .RunAsync(seed: 2, rounds: 500);

        result.Trials.Count.ShouldBeLessThan(100);
        strategy.Epochs[^1].Skips.ShouldBeGreaterThanOrEqualTo(4);
        strategy.Epochs[^1].Warning.ShouldBe(
            $"signs of collapse: {strategy.Epochs[^1].Skips} skip connections in the cell");
        space.SkipsIn(result.Best.Genotype).ShouldBeLessThan(4);
        result.Best.Genotype.ShouldBe(result.Trials[^2].Genotype);
    }

    private static GradientDescent New(IRelaxedSpace space) => new(space, new() { RoundsPerEpoch = 3 });

    // Edge e wants operation e modulo 5: the loss is −Σ log of its share.
    private sealed class Planted : IEvaluator<AlphaGradient>
    {
        public string Provenance => "planted";

        public bool PreparesRounds => true;

        public Task<AlphaGradient> EvaluateAsync(
            ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken)
        {
            Mixture mixture = MixtureOf(graph);
            double loss = Enumerable.Range(0, 6).Sum(e => -Math.Log(mixture.Shares(e)[e % 5]));
            return Task.FromResult(new AlphaGradient(loss, 0, [.. Enumerable.Range(0, 30).Select(i =>
                (float)(mixture.Shares(i / 5)[i % 5] - (i % 5 == i / 5 % 5 ? 1 : 0)))]));
        }
    }

    private sealed class TowardsSkips : IEvaluator<AlphaGradient>
    {
        public string Provenance => "skips";

        public bool PreparesRounds => true;

        public Task<AlphaGradient> EvaluateAsync(
            ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken) =>
            Task.FromResult(new AlphaGradient(1, 0,
                [.. Enumerable.Range(0, 30).Select(i => i % 5 == 1 ? -1f : 1)]));
    }

    private static Mixture MixtureOf(ArchitectureGraph graph)
    {
        var rows = graph.Nodes.Select(node => node.Primitive).OfType<MixedOperation>()
            .DistinctBy(m => m.Row).OrderBy(m => m.Row).ToArray();
        return new(6, 5, [.. rows.SelectMany(m => m.Alpha)]);
    }
}
