using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>The samples that a generation of classifiers is judged with, in the layouts that they
/// need.</summary>
internal sealed class LikelihoodBatch(Dataset data, int[] rows)
{
    /// <summary>The class of each sample.</summary>
    public int[] Classes { get; } = [.. rows.Select(row => data.Labels[row])];

    /// <summary>The samples behind a standardization, for wirings.</summary>
    public SampleBlocks Blocks(Standardize? before)
    {
        int inputs = data.SampleShape.Count;
        var blocks = new SampleBlocks(rows.Length, inputs);
        Span<float> sample = new float[inputs];
        for (int i = 0; i < rows.Length; i++)
        {
            WiredGraph.Prepare(before, data.Sample(rows[i]), sample);
            blocks.Set(i, sample);
        }
        return blocks;
    }

    /// <summary>Of any network; NaN where an output is not finite.</summary>
    public double MeanLogLikelihood(Network network)
    {
        int size = data.SampleShape.Count;
        var inputs = Tensor.Zeros(Shape.Create([rows.Length, .. network.Graph.InputShape.ToArray()]));
        for (int i = 0; i < rows.Length; i++)
            data.Sample(rows[i]).CopyTo(inputs.Span.Slice(i * size, size));
        using var tape = new Tape(recording: false);
        ReadOnlySpan<float> logits = network.Forward(tape.Input(inputs)).Span;
        double sum = 0;
        for (int i = 0; i < rows.Length; i++)
            sum += LogLikelihood(logits.Slice(i * data.Classes, data.Classes), Classes[i]);
        return sum / rows.Length;
    }

    private static double LogLikelihood(ReadOnlySpan<float> logits, int label)
    {
        double max = double.NegativeInfinity, sum = 0;
        foreach (float z in logits)
            max = Math.Max(max, z);
        foreach (float z in logits)
            sum += Math.Exp(z - max) + (z - z); // z − z is NaN where z is not finite
        return logits[label] - max - Math.Log(sum);
    }
}
