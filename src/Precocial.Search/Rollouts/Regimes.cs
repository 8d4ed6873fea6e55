using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>The four ways in which the paper judges a network: with random weights, a random shared weight,
/// the best shared weight, and tuned weights.</summary>
/// <remarks>Every trial is one episode. Random numbers are uniform in −2..2: trial i's come from stream i of
/// the generator, so that more trials leave the first ones as they were. Source: Gaier and Ha, NeurIPS 2019,
/// §4.1 and table 1.</remarks>
/// <param name="Random">Each connection of each trial has a weight of its own.</param>
/// <param name="RandomShared">Each trial has one weight.</param>
/// <param name="TunedShared">All trials have the given shared weight.</param>
/// <param name="Tuned">All trials have the given weights; null if none were given.</param>
public sealed record Regimes(
    EpisodeScores Random, EpisodeScores RandomShared, EpisodeScores TunedShared, EpisodeScores? Tuned)
{
    /// <summary>Random weights lie within plus and minus this.</summary>
    public const double Range = 2;

    /// <summary>Runs all four.</summary>
    /// <param name="wiring">The network.</param>
    /// <param name="environment">Its sizes must be the wiring's.</param>
    /// <param name="sharedWeight">The best shared weight that is known.</param>
    /// <param name="tunedWeights">One for each connection; null to leave that regime out.</param>
    /// <param name="seeds">The episodes' seeds, one for each trial; the same for all regimes.</param>
    /// <param name="rng">What the random weights are drawn from.</param>
    /// <param name="rules">When episodes end; null for the environment's own limit.</param>
    /// <param name="workers">Threads; null for the caller alone.</param>
    /// <exception cref="SearchException">Sizes do not fit, or the environment gave a reward that is not
    /// finite.</exception>
    public static Regimes Run(NeuronWiring wiring, IEnvironment environment, double sharedWeight,
        double[]? tunedWeights, int[] seeds, Rng rng, RolloutRules? rules = null,
        WorkerPool? workers = null) =>
        Run(wiring, environment, sharedWeight, tunedWeights, () => new(seeds), rng, rules, workers);

    /// <summary>Runs all four from given start states.</summary>
    /// <inheritdoc cref="Run(NeuronWiring, IEnvironment, double, double[], int[], Rng, RolloutRules?, WorkerPool)"/>
    /// <param name="wiring">The network.</param>
    /// <param name="environment">Its sizes must be the wiring's.</param>
    /// <param name="sharedWeight">The best shared weight that is known.</param>
    /// <param name="tunedWeights">One for each connection; null to leave that regime out.</param>
    /// <param name="starts">One row for each trial; the same for all regimes.</param>
    /// <param name="rng">What the random weights are drawn from.</param>
    /// <param name="rules">When episodes end; null for the environment's own limit.</param>
    /// <param name="workers">Threads; null for the caller alone.</param>
    public static Regimes RunFrom(NeuronWiring wiring, IStartable environment, double sharedWeight,
        double[]? tunedWeights, double[][] starts, Rng rng, RolloutRules? rules = null,
        WorkerPool? workers = null) =>
        Run(wiring, environment, sharedWeight, tunedWeights, () => new([], starts), rng, rules, workers);

    private static Regimes Run(NeuronWiring wiring, IEnvironment environment, double sharedWeight,
        double[]? tunedWeights, Func<RolloutJobs> trials, Rng rng, RolloutRules? rules, WorkerPool? workers)
    {
        Rollout.CheckFit(wiring.Inputs, wiring.Outputs, environment);
        if (tunedWeights is not null && tunedWeights.Length != wiring.Connections)
            throw new SearchException($"The network has {wiring.Connections} connections, but "
                + $"{tunedWeights.Length} "
                + "weights were given.");
        EpisodeScores Regime(bool isShared, Func<int, double[]> weightsOf) =>
            Rollout.RunAll(wiring, isShared, weightsOf, environment, trials(), rules, workers);
        Rng random = rng.Split("random weights"), shared = rng.Split("random shared weight");
        double[] best = [sharedWeight];
        return new(
            Regime(isShared: false, trial => Draw(random.Split((ulong)trial), wiring.Connections)),
            Regime(isShared: true, trial => Draw(shared.Split((ulong)trial), count: 1)),
            Regime(isShared: true, _ => best),
            tunedWeights is null ? null : Regime(isShared: false, _ => tunedWeights));
    }

    private static double[] Draw(Rng rng, int count)
    {
        var weights = new double[count];
        for (int i = 0; i < count; i++)
            weights[i] = Range * (2 * rng.NextDouble() - 1);
        return weights;
    }
}
