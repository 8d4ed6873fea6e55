using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli.Tests;

public sealed class WeightTuningTests
{
    private static readonly TuningSettings s_small = new() { Evaluations = 4000, Episodes = 1, Population = 4 };

    [Fact]
    public void Run_StartsThatStall_StartsAgainAndThenRefinesTheBest()
    {
        var told = new List<TuningProgress>();

        TuningResult result = Tuning().Run(progress: new Told(told.Add));

        int refining = told.FindIndex(progress => progress.Start is null);
        told.Take(refining).Select(progress => progress.Start).Distinct().Count().ShouldBeGreaterThan(1);
        told.Skip(refining).ShouldAllBe(progress => progress.Start == null);
        (told[refining].Evaluations / 4000.0).ShouldBeInRange(0.6, 0.62);
        result.Value.ShouldBe(told.Max(progress => progress.Best), 1e-9);
        result.Value.ShouldBeGreaterThan(told[0].Best);
    }

    [Theory]
    [InlineData(1600)] // among the starts
    [InlineData(3200)] // among the refinements
    public void Run_StoppedAndGoneOn_SameWeights(int evaluations)
    {
        using var folder = new TemporaryFolder();
        var store = new FileSearchStore(folder.At("tuning.state"));
        using var cancellation = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => Tuning().Run(store, new Told(progress =>
        {
            if (progress.Evaluations >= evaluations)
                cancellation.Cancel();
        }), cancellation.Token));

        TuningResult goneOn = Tuning().Run(store), whole = Tuning().Run();

        goneOn.Weights.ShouldBe(whole.Weights);
        goneOn.Evaluations.ShouldBe(whole.Evaluations);
    }

    private static WeightTuning Tuning()
    {
        var space = new WeightlessSpace(5, 1);
        var rng = new Rng(5);
        WeightlessGenome genome = space.Sample(rng);
        for (int i = 0; i < 20; i++)
            genome = space.Mutate(genome, rng);
        var judge = new EpisodeJudge(new CartPoleSwingUp(), space.Wiring(genome), WorkerPool.None);
        return new WeightTuning(judge, s_small);
    }

    private sealed class Told(Action<TuningProgress> action) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value) => action(value);
    }
}
