using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Searches with a stop rule among networks whose learning curves are made up: does the rule stop
/// the one that would have become the best, and what does it save?</summary>
/// <param name="Networks">How many networks a search trains, at least 1.</param>
/// <param name="Horizon">The epochs of a whole training.</param>
/// <param name="Noise">The standard deviation of each point's own error.</param>
public sealed record SimulatedStopping(int Networks = 8, int Horizon = 20, double Noise = 0.005)
{
    /// <summary>When networks are stopped.</summary>
    public StoppingSettings Stopping { get; init; } = new() { FirstCheck = 5, CheckEvery = 5 };

    /// <summary>How curves are extrapolated.</summary>
    public ExtrapolationSettings Extrapolation { get; init; } = new();

    /// <summary>Runs one search: each network's curve is of a family drawn at random.</summary>
    /// <returns>Whether the network that is best at the end was trained to the end, and the epochs
    /// trained.</returns>
    public (bool BestWasFinished, int Epochs) Run(Rng rng)
    {
        var strategy = new CurveStopping<int>(
            new Numbering(), Horizon, new ExtrapolatingForecaster(Extrapolation), Stopping);
        double[][] curves = [.. Enumerable.Range(0, Networks).Select(i => Curve(rng.Split((ulong)i)))];
        int epochs = 0;
        while (strategy.Stopped + strategy.Finished < Networks)
        {
            var asked = strategy.Ask(rng)[0];
            var score = new Score(curves[asked.Genotype][asked.Epochs - 1]);
            strategy.Tell([new(epochs++, asked, TrialStatus.Done, score)]);
        }
        int best = Enumerable.Range(0, Networks).MaxBy(i => curves[i][^1]);
        return (strategy.Best == new Staged<int>(best, Horizon), epochs);
    }

    private double[] Curve(Rng rng)
    {
        var family = CurveFamily.All[rng.Next(CurveFamily.All.Length)];
        double[] parameters = SimulatedCurves.Parameters(family, Horizon, rng);
        return [.. SimulatedCurves.Points(family, parameters, Horizon, Noise, rng).Select(p => p.Score)];
    }

    // Proposes 0, 1, 2, ...
    private sealed class Numbering : ISearchStrategy<int, Score>
    {
        private int _told;

        public int Best => throw new InvalidOperationException("Nobody asks for the best here.");

        public IReadOnlyList<int> Ask(Rng rng) => [_told];

        public void Tell(IReadOnlyList<Trial<int, Score>> round) => _told += round.Count;
    }
}
