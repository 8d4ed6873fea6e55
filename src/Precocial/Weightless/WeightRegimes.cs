using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>A mean and a standard deviation over trials.</summary>
public sealed record RegimeScore(double Mean, double Sd)
{
    internal static RegimeScore Of(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        return new RegimeScore(mean, Math.Sqrt(values.Average(v => (v - mean) * (v - mean))));
    }
}

/// <summary>A network under the four regimes of the paper.</summary>
/// <remarks>Source: Gaier and Ha, NeurIPS 2019, §4: "random weights", "random shared weight", "tuned shared weight",
/// "tuned weights"; 100 trials each.</remarks>
/// <param name="Random">Each connection uniform in (−2, 2), drawn anew for each trial.</param>
/// <param name="RandomShared">One weight for all, uniform in (−2, 2), drawn anew for each trial: one from each of as
/// many equal parts as there are trials, so that the mean is not a matter of luck.</param>
/// <param name="TunedShared">The best weight for all, chosen on other episodes.</param>
/// <param name="Tuned">Weights of its own; null when there are none.</param>
/// <param name="SharedWeight">The best weight for all.</param>
public sealed record WeightRegimes(
    RegimeScore Random, RegimeScore RandomShared, RegimeScore TunedShared, RegimeScore? Tuned, double SharedWeight)
{
    // Far from the seeds that anything is reported on.
    private const int TuningSeed = 1_000_000;

    // For environments of which an episode takes a tenth of a second or more: there are 126 weights to try.
    private const int MostDearEpisodes = 8;

    /// <summary>Runs a network under the regimes.</summary>
    /// <param name="judge">The network and its environment.</param>
    /// <param name="starts">The trials.</param>
    /// <param name="rng">What the random weights are drawn from.</param>
    /// <param name="tuned">Weights of its own; null for none.</param>
    /// <param name="sharedWeight">The best weight for all; null to search for it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static WeightRegimes Of(
        EpisodeJudge judge, EpisodeStarts starts, Rng rng, double[]? tuned = null, double? sharedWeight = null,
        CancellationToken cancellationToken = default)
    {
        double shared = sharedWeight ?? BestShared(judge, starts.Count, cancellationToken).Weight;
        cancellationToken.ThrowIfCancellationRequested();
        int connections = judge.Wiring.Connections;
        double[] draws = SharedDraws(rng, starts.Count);
        return new WeightRegimes(
            RegimeScore.Of(judge.RunEach(i => Uniform(rng, "random", i, connections), starts)),
            RegimeScore.Of(judge.RunEach(i => judge.Shared(draws[i]), starts)),
            RegimeScore.Of(judge.Run(shared, starts).Returns),
            tuned is null ? null : RegimeScore.Of(judge.Run(tuned, starts).Returns),
            shared);
    }

    /// <summary>The best shared weight over episodes that nothing is reported on.</summary>
    /// <param name="judge">The network and its environment.</param>
    /// <param name="episodes">For each weight; at most 8 where episodes do not run in lanes.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static (double Weight, double Value) BestShared(
        EpisodeJudge judge, int episodes, CancellationToken cancellationToken = default)
    {
        bool isCheap = judge.Environment is ILaneEnvironment;
        var starts = EpisodeStarts.FromSeeds(TuningSeed, isCheap ? episodes : Math.Min(episodes, MostDearEpisodes));
        return SharedWeightSearch.Find(weights =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return judge.Means([.. weights.Select(judge.Shared)], starts);
        });
    }

    /// <summary>A shared weight for each trial: one from each equal part of (−2, 2), in random order.</summary>
    internal static double[] SharedDraws(Rng rng, int trials)
    {
        Rng own = rng.Split("shared");
        var draws = new double[trials];
        for (int i = 0; i < trials; i++)
            draws[i] = 4 * (i + own.NextDouble()) / trials - 2;
        own.Shuffle(draws.AsSpan());
        return draws;
    }

    internal static double[] Uniform(Rng rng, string stream, int trial, int count)
    {
        Rng own = rng.Split(stream).Split((ulong)trial);
        var values = new double[count];
        for (int i = 0; i < count; i++)
            values[i] = 4 * own.NextDouble() - 2;
        return values;
    }
}
