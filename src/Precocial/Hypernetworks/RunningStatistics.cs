using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Estimates the running mean and variance of every batch norm of a network whose weights did not come from
/// training.</summary>
/// <remarks>A network with predicted weights has none, and gives nonsense where it is run sample by sample. Batches pass
/// through in training mode, and nothing else of the network changes.</remarks>
public static class RunningStatistics
{
    private const int BatchSize = 64, MostBatches = 60;

    /// <summary>Estimates them from the samples of a data set.</summary>
    /// <param name="network">Changed in place.</param>
    /// <param name="data">Of the training part; at most 3,840 of them are looked at.</param>
    /// <param name="rng">Draws which, and dropout.</param>
    /// <param name="workers">Threads; null for this one alone.</param>
    public static void Estimate(Network network, Dataset data, Rng rng, WorkerPool? workers = null)
    {
        using var tape = new Tape(recording: false, workers);
        var context = new ApplyContext(Training: true, rng.Split("dropout"));
        var batches = new Batches(data, BatchSize);
        int seen = 0;
        for (int pass = 0; seen < MostBatches; pass++)
        {
            foreach (Batch batch in batches.Shuffled(rng.Split((ulong)pass)))
            {
                network.Forward(tape.Input(batch.Inputs), context);
                tape.Reset();
                if (++seen == MostBatches)
                    return;
            }
        }
    }
}
