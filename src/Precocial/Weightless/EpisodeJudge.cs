using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Runs one network in an environment with any weights, from given starts.</summary>
/// <param name="environment">Where.</param>
/// <param name="wiring">Who.</param>
/// <param name="workers">Threads; results do not depend on them.</param>
public sealed class EpisodeJudge(IEnvironment environment, NeuronWiring wiring, WorkerPool workers)
{
    /// <summary>The environment.</summary>
    public IEnvironment Environment => environment;

    /// <summary>The network.</summary>
    public NeuronWiring Wiring => wiring;

    /// <summary>Episodes with a weight for each connection, the same in all of them.</summary>
    public EpisodeScores Run(double[] weights, EpisodeStarts starts) => starts.States.IsEmpty
        ? Rollout.Run(wiring, weights, environment, starts.Seeds.AsSpan(), workers: workers)
        : Rollout.RunFrom(wiring, weights, (IStartable)environment, States(starts), workers: workers);

    /// <summary>Episodes with one weight for all connections.</summary>
    public EpisodeScores Run(double weight, EpisodeStarts starts) => starts.States.IsEmpty
        ? Rollout.RunShared(wiring, weight, environment, starts.Seeds.AsSpan(), workers: workers)
        : Rollout.RunSharedFrom(wiring, weight, (IStartable)environment, States(starts), workers: workers);

    /// <summary>The returns of episodes with weights of their own.</summary>
    /// <param name="weights">The weights of an episode, by its number.</param>
    /// <param name="starts">How they begin.</param>
    public double[] RunEach(Func<int, double[]> weights, EpisodeStarts starts)
    {
        if (starts.States.IsEmpty)
        {
            double[][] vectors = [.. Enumerable.Range(0, starts.Count).Select(weights)];
            int[][] seeds = [.. starts.Seeds.Select(seed => new[] { seed })];
            return [.. Rollout.RunMany(wiring, vectors, environment, seeds, workers: workers).Select(s => s.Mean)];
        }
        double[][] states = States(starts);
        var returns = new double[states.Length];
        workers.For(returns.Length, i =>
            returns[i] = Rollout.RunFrom(wiring, weights(i), (IStartable)environment, [states[i]]).Mean);
        return returns;
    }

    /// <summary>Several weight vectors, each over the same episodes.</summary>
    /// <param name="vectors">One number for each connection.</param>
    /// <param name="starts">Seeds.</param>
    public EpisodeScores[] RunMany(IReadOnlyList<double[]> vectors, EpisodeStarts starts)
    {
        int[] seeds = [.. starts.Seeds];
        return Rollout.RunMany(wiring, vectors, environment, [.. vectors.Select(_ => seeds)], workers: workers);
    }

    /// <summary>The mean return of each of several weight vectors over the same episodes.</summary>
    public double[] Means(IReadOnlyList<double[]> vectors, EpisodeStarts starts) =>
        [.. RunMany(vectors, starts).Select(scores => scores.Mean)];

    /// <summary>One value for each connection.</summary>
    public double[] Shared(double weight)
    {
        var weights = new double[wiring.Connections];
        Array.Fill(weights, weight);
        return weights;
    }

    private static double[][] States(EpisodeStarts starts) => [.. starts.States.Select(state => state.ToArray())];
}
