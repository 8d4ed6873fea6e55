using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class CurveStoppingTests
{
    private const int Horizon = 20;
    private readonly ToySpace _space = new();

    [Fact]
    public void Run_ManySimulatedSearches_EventualBestIsNotStoppedAndHalfTheEpochsAreSaved()
    {
        var simulation = new SimulatedStopping(Networks: 8, Horizon);
        int kept = 0, searches = 24;
        long epochs = 0;
        for (int i = 0; i < searches; i++)
        {
            var run = simulation.Run(new Rng(5).Split((ulong)i));
            kept += run.BestWasFinished ? 1 : 0;
            epochs += run.Epochs;
        }
        kept.ShouldBeGreaterThan((int)(0.95 * searches) - 1);
        epochs.ShouldBeLessThan((long)(0.75 * searches * 8 * Horizon));
    }

    [Fact]
    public void Tell_HopelessCurve_IsStoppedAndInsideLearnsTheForecast()
    {
        var inside = new RecordingStrategy(_space);
        var strategy = new CurveStopping<ToyGenotype>(inside, Horizon);
        Train(strategy, epoch => 0.9 - 0.5 / epoch).ShouldBe(Horizon);
        inside.Told[0].Feedback.Value.ShouldBe(0.9 - 0.5 / Horizon);
        Train(strategy, epoch => 0.4 - 0.2 / epoch).ShouldBeLessThan(8);
        (strategy.Stopped, strategy.Finished).ShouldBe((1, 1));
        inside.Told[1].Feedback.Value.ShouldBe(0.4, 0.06);
        strategy.Best.Epochs.ShouldBe(Horizon);
    }

    [Fact]
    public void Tell_ConservativeVariant_StopsLater()
    {
        int Stop(double? mostSd)
        {
            var strategy = new CurveStopping<ToyGenotype>(
                new RandomSearch<ToyGenotype, Score>(_space, Ranking.ByScore), Horizon,
                settings: new() { MostSd = mostSd });
            Train(strategy, epoch => 0.9 - 0.5 / epoch);
            var rng = new Rng(4);
            return Train(strategy, epoch => 0.5 - 0.3 / epoch + 0.01 * rng.NextNormal());
        }
        Stop(0.005).ShouldBeGreaterThan(Stop(null));
    }

    [Fact]
    public void Tell_FailedLater_InsideIsToldOfTheFailure()
    {
        var inside = new RecordingStrategy(_space);
        var strategy = new CurveStopping<ToyGenotype>(inside, Horizon);
        var first = strategy.Ask(new Rng(1))[0];
        strategy.Tell([new(0, first, TrialStatus.Done, new(0.3))]);
        var second = strategy.Ask(new Rng(2))[0];
        second.ShouldBe(first with { Epochs = 2 });
        strategy.Tell([new(1, second, TrialStatus.Failed, default)]);
        inside.Told.Single().Status.ShouldBe(TrialStatus.Failed);
        strategy.Ask(new Rng(3))[0].Epochs.ShouldBe(1);
    }

    [Theory]
    [InlineData(0.0, 1, 1)]
    [InlineData(1.5, 1, 1)]
    [InlineData(0.5, 0, 1)]
    [InlineData(0.5, 1, 0)]
    public void Settings_OutOfRange_Throw(double threshold, int first, int every) =>
        Should.Throw<ArgumentException>(() => new CurveStopping<ToyGenotype>(
            new RecordingStrategy(_space), Horizon,
            settings: new() { Threshold = threshold, FirstCheck = first, CheckEvery = every }));

    // Trains one network until it is stopped or done; returns for how many epochs.
    private static int Train(CurveStopping<ToyGenotype> strategy, Func<int, double> score)
    {
        int epochs = 0, settled = strategy.Stopped + strategy.Finished;
        while (strategy.Stopped + strategy.Finished == settled)
        {
            var asked = strategy.Ask(new Rng((ulong)(100 * settled)))[0];
            asked.Epochs.ShouldBe(++epochs);
            strategy.Tell([new(epochs, asked, TrialStatus.Done, new(score(epochs)))]);
        }
        return epochs;
    }

    private sealed class RecordingStrategy(ToySpace space) : ISearchStrategy<ToyGenotype, Score>
    {
        public List<Trial<ToyGenotype, Score>> Told { get; } = [];

        public ToyGenotype Best => Told.MaxBy(trial => trial.Feedback.Value).Genotype;

        public IReadOnlyList<ToyGenotype> Ask(Rng rng) => [space.Sample(rng)];

        public void Tell(IReadOnlyList<Trial<ToyGenotype, Score>> round) => Told.AddRange(round);
    }
}
