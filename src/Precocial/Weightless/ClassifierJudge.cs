using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Runs weightless classifiers on a data set with any weights. The samples are laid out
/// once.</summary>
/// <remarks>Its counterpart for environments: <see cref="EpisodeJudge"/>. In float32, as a saved network
/// runs.</remarks>
public sealed class ClassifierJudge
{
    private readonly SampleBlocks _samples;
    private readonly WorkerPool _workers;

    /// <summary>A judge on some samples.</summary>
    /// <param name="data">Vectors.</param>
    /// <param name="scaling">What the network does to them first; null for nothing.</param>
    /// <param name="workers">Threads; results do not depend on them.</param>
    public ClassifierJudge(Dataset data, Standardize? scaling, WorkerPool workers)
    {
        (Data, _workers) = (data, workers);
        _samples = new SampleBlocks(data.Count, data.SampleShape.Count);
        var scaled = new float[data.SampleShape.Count];
        for (int i = 0; i < data.Count; i++)
        {
            data.Sample(i).CopyTo(scaled);
            for (int k = 0; scaling is not null && k < scaled.Length; k++)
                scaled[k] = (scaled[k] - scaling.Mean[k]) * scaling.Scale[k];
            _samples.Set(i, scaled);
        }
    }

    /// <summary>The samples.</summary>
    public Dataset Data { get; }

    /// <summary>The logits of all samples with one weight for all connections: [sample, class].</summary>
    public float[] Logits(NeuronProgram program, double weight)
    {
        var logits = new float[Data.Count * program.Outputs];
        program.Run(_samples, weight, logits, _workers);
        return logits;
    }

    /// <summary>The logits of all samples with a weight for each connection: [sample, class].</summary>
    public float[] Logits(NeuronProgram program, double[] weights)
    {
        var logits = new float[Data.Count * program.Outputs];
        float[] values = [.. weights.Select(w => (float)w)];
        program.Run(_samples, values, logits, _workers);
        return logits;
    }

    /// <summary>The share of samples whose largest logit is their class's.</summary>
    public AccuracyEstimate Accuracy(float[] logits)
    {
        int right = 0, classes = logits.Length / Data.Count;
        for (int i = 0; i < Data.Count; i++)
            right += LargestOf(logits.AsSpan(i * classes, classes)) == Data.Labels[i] ? 1 : 0;
        return new AccuracyEstimate(right, Data.Count);
    }

    // The first of equals; a NaN is never the largest.
    internal static int LargestOf(ReadOnlySpan<float> logits)
    {
        int largest = 0;
        for (int c = 1; c < logits.Length; c++)
            largest = logits[c] > logits[largest] ? c : largest;
        return largest;
    }
}
