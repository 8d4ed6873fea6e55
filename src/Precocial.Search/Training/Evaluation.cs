using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>What a trained classifier says of a data set.</summary>
public static class Evaluation
{
    /// <summary>Samples at a time: enough to keep the kernels busy, small enough to stay in the
    /// cache.</summary>
    private const int BatchSize = 128;

    /// <summary>Samples that share one mean and variance, as in the published evaluation of predicted
    /// weights.</summary>
    private const int StatisticsBatchSize = 64;

    /// <summary>The class with the largest logit, for every sample.</summary>
    /// <param name="network">The classifier, in evaluation: no dropout.</param>
    /// <param name="data">The samples.</param>
    /// <param name="workers">Threads to share each operation; null for this one alone.</param>
    /// <param name="cancellationToken">Looked at before every batch.</param>
    /// <param name="statistics">Where batch norm takes mean and variance from.</param>
    public static int[] Predict(
        Network network, Dataset data, WorkerPool? workers = null,
        CancellationToken cancellationToken = default, Statistics statistics = Statistics.Running)
    {
        bool ofBatch = statistics == Statistics.Batch;
        var context = new ApplyContext(Training: false) { BatchStatistics = ofBatch };
        var classes = new int[data.Count];
        int start = 0;
        using var tape = new Tape(recording: false, workers);
        foreach (var batch in new Batches(data, ofBatch ? StatisticsBatchSize : BatchSize).InOrder())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var logits = network.Forward(tape.Input(batch.Inputs), context);
            for (int row = 0; row < batch.Count; row++)
                classes[start + row] = LargestOf(logits, row);
            start += batch.Count;
            tape.Reset();
        }
        return classes;
    }

    /// <summary>The share of samples that are classified correctly, 0 to 1.</summary>
    /// <inheritdoc cref="Predict"/>
    public static double Accuracy(
        Network network, Dataset data, WorkerPool? workers = null,
        CancellationToken cancellationToken = default, Statistics statistics = Statistics.Running)
    {
        var predicted = Predict(network, data, workers, cancellationToken, statistics);
        int correct = predicted.Zip(data.Labels).Count(pair => pair.First == pair.Second);
        return (double)correct / data.Count;
    }

    internal static int CountCorrect(Tensor logits, ReadOnlySpan<int> labels)
    {
        int correct = 0;
        for (int row = 0; row < labels.Length; row++)
            correct += LargestOf(logits, row) == labels[row] ? 1 : 0;
        return correct;
    }

    // The first of equals; a NaN is never the largest.
    private static int LargestOf(Tensor logits, int row)
    {
        int classes = logits.Shape[1], best = 0;
        var values = logits.Span.Slice(row * classes, classes);
        for (int c = 1; c < classes; c++)
        {
            if (values[c] > values[best])
                best = c;
        }
        return best;
    }
}

/// <summary>Where batch norm takes mean and variance from when a network is evaluated.</summary>
public enum Statistics
{
    /// <summary>From training: the running ones.</summary>
    Running,

    /// <summary>From the batch of 64 samples itself: for weights that never saw data, such as predicted ones, whose
    /// running statistics mean nothing.</summary>
    Batch,
}
