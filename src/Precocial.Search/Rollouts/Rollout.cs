using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Runs episodes with a wiring: many side by side, in float64 lanes.</summary>
/// <remarks>An episode's result depends on the wiring, its weights and its start alone, to the last bit: not
/// on the other episodes nor on the number of threads. An observation or an output that is not finite ends an
/// episode with the environment's worst return. Source: Gaier and Ha, NeurIPS 2019, §3.1.</remarks>
public static class Rollout
{
    /// <summary>Lanes of one thread's turn: enough to hide what interpretation costs, few enough for the
    /// nearest cache.</summary>
    internal const int Lanes = 64;

    /// <summary>An episode for each seed.</summary>
    /// <param name="wiring">The network.</param>
    /// <param name="weights">One for each connection.</param>
    /// <param name="environment">Its sizes must be the wiring's.</param>
    /// <param name="seeds">One for each episode.</param>
    /// <param name="rules">When episodes end; null for the environment's own limit.</param>
    /// <param name="workers">Threads; null for the caller alone.</param>
    /// <exception cref="SearchException">Sizes do not fit, or the environment gave a reward that is not
    /// finite.</exception>
    public static EpisodeScores Run(NeuronWiring wiring, ReadOnlySpan<double> weights,
        IEnvironment environment,
        ReadOnlySpan<int> seeds, RolloutRules? rules = null, WorkerPool? workers = null) =>
        RunAll(wiring, isShared: false, CheckedWeights(wiring, weights), environment, new(seeds.ToArray()),
            rules,
            workers);

    /// <summary>An episode for each start state.</summary>
    /// <param name="wiring">The network.</param>
    /// <param name="weights">One for each connection.</param>
    /// <param name="environment">Its sizes must be the wiring's.</param>
    /// <param name="starts">A row for each episode, one number for each of
    /// <see cref="IStartable.StartColumns"/>.</param>
    /// <param name="rules">When episodes end; null for the environment's own limit.</param>
    /// <param name="workers">Threads; null for the caller alone.</param>
    /// <exception cref="SearchException">Sizes do not fit, or the environment gave a reward that is not
    /// finite.</exception>
    public static EpisodeScores RunFrom(NeuronWiring wiring, ReadOnlySpan<double> weights,
        IStartable environment,
        IReadOnlyList<double[]> starts, RolloutRules? rules = null, WorkerPool? workers = null) =>
        RunAll(wiring, isShared: false, CheckedWeights(wiring, weights), environment, new([], [.. starts]),
            rules,
            workers);

    /// <summary>An episode for each seed, with the same weight for all connections.</summary>
    /// <inheritdoc cref="Run"/>
    /// <param name="wiring">The network.</param>
    /// <param name="weight">The shared weight.</param>
    /// <param name="environment">Its sizes must be the wiring's.</param>
    /// <param name="seeds">One for each episode.</param>
    /// <param name="rules">When episodes end; null for the environment's own limit.</param>
    /// <param name="workers">Threads; null for the caller alone.</param>
    public static EpisodeScores RunShared(NeuronWiring wiring, double weight, IEnvironment environment,
        ReadOnlySpan<int> seeds, RolloutRules? rules = null, WorkerPool? workers = null)
    {
        double[] shared = [weight];
        return RunAll(wiring, isShared: true, _ => shared, environment, new(seeds.ToArray()), rules, workers);
    }

    /// <summary>An episode for each start state, with the same weight for all connections.</summary>
    /// <inheritdoc cref="RunFrom"/>
    /// <param name="wiring">The network.</param>
    /// <param name="weight">The shared weight.</param>
    /// <param name="environment">Its sizes must be the wiring's.</param>
    /// <param name="starts">A row for each episode.</param>
    /// <param name="rules">When episodes end; null for the environment's own limit.</param>
    /// <param name="workers">Threads; null for the caller alone.</param>
    public static EpisodeScores RunSharedFrom(NeuronWiring wiring, double weight, IStartable environment,
        IReadOnlyList<double[]> starts, RolloutRules? rules = null, WorkerPool? workers = null)
    {
        double[] shared = [weight];
        return RunAll(wiring, isShared: true, _ => shared, environment, new([], [.. starts]), rules, workers);
    }

    /// <summary>Several weight vectors of one wiring, each in an episode for each seed: what an optimizer
    /// asks.</summary>
    /// <param name="wiring">The network.</param>
    /// <param name="weights">Vectors of one number for each connection.</param>
    /// <param name="environment">Its sizes must be the wiring's.</param>
    /// <param name="seeds">For each vector, its episodes' seeds; all of the same length.</param>
    /// <param name="rules">When episodes end; null for the environment's own limit.</param>
    /// <param name="workers">Threads; null for the caller alone.</param>
    /// <returns>The scores of each vector.</returns>
    /// <exception cref="SearchException">Sizes do not fit, or the environment gave a reward that is not
    /// finite.</exception>
    public static EpisodeScores[] RunMany(NeuronWiring wiring, IReadOnlyList<double[]> weights,
        IEnvironment environment, IReadOnlyList<int[]> seeds, RolloutRules? rules = null,
        WorkerPool? workers = null)
    {
        if (weights.Count != seeds.Count || weights.Count == 0 || seeds.Any(s => s.Length != seeds[0].Length))
            throw new ArgumentException($"{weights.Count} weight vectors need as many rows of seeds of one "
                + $"length.");
        foreach (double[] vector in weights)
            CheckedWeights(wiring, vector);
        int episodes = seeds[0].Length;
        var jobs = new RolloutJobs([.. seeds.SelectMany(s => s)]);
        RunAll(wiring, isShared: false, job => weights[job / episodes], environment, jobs, rules, workers);
        return [.. Enumerable.Range(0, weights.Count).Select(i => jobs.ScoresOf(i * episodes, episodes))];
    }

    /// <summary>Jobs with weights of their own.</summary>
    internal static EpisodeScores RunAll(NeuronWiring wiring, bool isShared, Func<int, double[]> weightsOf,
        IEnvironment environment, RolloutJobs jobs, RolloutRules? rules, WorkerPool? workers)
    {
        CheckFit(wiring.Inputs, wiring.Outputs, environment);
        var program = new NeuronProgram(wiring);
        int turns = (jobs.Count + Lanes - 1) / Lanes;
        (workers ?? WorkerPool.None).For(turns, turn =>
        {
            int first = (int)((long)jobs.Count * turn / turns),
                end = (int)((long)jobs.Count * (turn + 1) / turns);
            var lanes = new NeuronLanes(program, end - first, isShared);
            new LaneRollout(environment, new NeuronAgent(lanes, weightsOf),
                rules ?? RolloutRules.Of(environment), jobs).Run(first, end);
        });
        return jobs.Scores;
    }

    internal static void CheckFit(int inputs, int outputs, IEnvironment environment)
    {
        EnvironmentSpec spec = environment.Spec;
        if (inputs != spec.Observations || outputs != spec.Actions)
        {
            throw new SearchException($"The network has {inputs} inputs and {outputs} outputs, but "
                + $"{spec.Name} has "
                + $"{spec.Observations} observations and {spec.Actions} actions.");
        }
    }

    private static Func<int, double[]> CheckedWeights(NeuronWiring wiring, ReadOnlySpan<double> weights)
    {
        if (weights.Length != wiring.Connections)
            throw new SearchException($"The network has {wiring.Connections} connections, but "
                + $"{weights.Length} weights "
                + "were given.");
        double[] all = weights.ToArray();
        return _ => all;
    }
}
