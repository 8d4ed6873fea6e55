using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Measures mean and variance anew for every batch norm of a network whose weights did not come from
/// its own training: predicted by a hypernetwork, shared with other networks.</summary>
/// <remarks>Such a network has none that fit, and gives nonsense where it is run sample by sample. Batches
/// pass through in training mode; the statistics become the mean over the batches, and nothing else of the
/// network changes. Source: Guo et al., "Single path one-shot NAS", ECCV 2020, §3.1 ("the statistics of all
/// the BN operations are recalculated on a random subset of training data").</remarks>
public static class RunningStatistics
{
    /// <summary>Samples in a batch.</summary>
    public const int BatchSize = 64;

    /// <summary>Measures them on samples of a data set.</summary>
    /// <param name="network">Its running means and variances are changed in place.</param>
    /// <param name="data">The training part.</param>
    /// <param name="rng">Draws which samples, and dropout.</param>
    /// <param name="batches">How many batches of 64 are looked at.</param>
    /// <param name="workers">Threads; null for this one alone.</param>
    public static void Estimate(
        Network network, Dataset data, Rng rng, int batches = 60, WorkerPool? workers = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batches);
        using var tape = new Tape(recording: false, workers);
        var context = new ApplyContext(Training: true, rng.Split("dropout"));
        var samples = new SampleStream(data, BatchSize, Augmentation.None, rng.Split("batches"));
        Statistic[] statistics = [.. StatisticsOf(network)];
        for (int batch = 0; batch < batches; batch++)
        {
            foreach (Statistic statistic in statistics)
                statistic.Running.Span.Clear();
            samples.Draw(batch);
            network.Forward(tape.Input(samples.Inputs), context);
            tape.Reset();
            foreach (Statistic statistic in statistics)
                statistic.Add(batches);
        }
        foreach (Statistic statistic in statistics)
            statistic.Finish();
    }

    private static IEnumerable<Statistic> StatisticsOf(Network network)
    {
        foreach (GraphWeight weight in network.Graph.WeightSpecs)
        {
            bool isStatistic = weight.Spec.Role is WeightRole.RunningMean or WeightRole.RunningVariance;
            if (isStatistic && network.Graph.Nodes[weight.Node].Primitive is BatchNorm { Momentum: > 0 } norm)
                yield return new(network.Weights[weight.Name], norm.Momentum);
        }
    }

    // From 0, one batch moves a running statistic to momentum times the batch's.
    private sealed class Statistic(Tensor running, float momentum)
    {
        private readonly double[] _sum = new double[running.Count];

        public Tensor Running => running;

        public void Add(int batches)
        {
            for (int i = 0; i < _sum.Length; i++)
                _sum[i] += running.Span[i] / ((double)momentum * batches);
        }

        public void Finish()
        {
            for (int i = 0; i < _sum.Length; i++)
                running.Span[i] = (float)_sum[i];
        }
    }
}
