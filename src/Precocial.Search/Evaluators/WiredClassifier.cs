using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>What a wiring says of a whole data set, with any weights: accuracy, by class, and of ensembles of
/// shared weights.</summary>
/// <remarks>Its nearest neighbours: <see cref="LikelihoodEvaluator"/> judges generations on batches;
/// <see cref="Evaluation"/> judges a network that has weights. Holds a copy of the inputs. Source: Gaier and
/// Ha, NeurIPS 2019, §4.2.</remarks>
public sealed class WiredClassifier
{
    private readonly NeuronProgram _program;
    private readonly SampleBlocks _samples;
    private readonly int[] _labels;

    /// <summary>A classifier on a data set.</summary>
    /// <param name="graph">Its last node is <see cref="Neurons"/>; before it at most <see cref="Flatten"/>
    /// and <see cref="Standardize"/>.</param>
    /// <param name="data">The samples.</param>
    /// <exception cref="SearchException">The graph is of another kind, or does not fit the data.</exception>
    public WiredClassifier(ArchitectureGraph graph, Dataset data)
    {
        WiredGraph wired = WiredGraph.Of(graph)
            ?? throw new SearchException("The network is not a wiring of neurons, so that weights cannot "
            + "be set in it.");
        if (wired.Wiring.Inputs != data.SampleShape.Count || wired.Wiring.Outputs != data.Classes)
            throw new SearchException($"The network has {wired.Wiring.Inputs} inputs and "
                + $"{wired.Wiring.Outputs} "
                + $"outputs, but {data.Name} has samples of {data.SampleShape} and {data.Classes} classes.");
        (_program, _labels) = (new(wired.Wiring), data.Labels);
        _samples = new SampleBlocks(data.Count, wired.Wiring.Inputs);
        Span<float> inputs = new float[wired.Wiring.Inputs];
        for (int i = 0; i < data.Count; i++)
        {
            WiredGraph.Prepare(wired.Standardize, data.Sample(i), inputs);
            _samples.Set(i, inputs);
        }
    }

    private int Classes => _program.Outputs;

    /// <summary>The probability of each class for each sample, [sample, class], with one shared
    /// weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="workers">Threads; null for the caller alone.</param>
    public float[] Probabilities(double weight, WorkerPool? workers = null)
    {
        var outputs = new float[_labels.Length * Classes];
        _program.Run(_samples, weight, outputs, workers);
        return Softmax(outputs);
    }

    /// <summary>The probability of each class for each sample, [sample, class], with a weight for each
    /// connection.</summary>
    /// <param name="weights">In the order of the wiring's connections.</param>
    /// <param name="workers">Threads; null for the caller alone.</param>
    public float[] Probabilities(ReadOnlySpan<double> weights, WorkerPool? workers = null)
    {
        var outputs = new float[_labels.Length * Classes];
        var single = new float[weights.Length];
        for (int i = 0; i < single.Length; i++)
            single[i] = (float)weights[i];
        _program.Run(_samples, single, outputs, workers);
        return Softmax(outputs);
    }

    /// <summary>How right the most probable classes are.</summary>
    /// <param name="probabilities">[sample, class].</param>
    public ClassificationScore Score(ReadOnlySpan<float> probabilities)
    {
        var confusion = new int[Classes, Classes];
        double likelihood = 0;
        for (int i = 0; i < _labels.Length; i++)
        {
            ReadOnlySpan<float> row = probabilities.Slice(i * Classes, Classes);
            confusion[_labels[i], Largest(row)]++;
            likelihood += Math.Log(row[_labels[i]]);
        }
        return new(confusion, likelihood / _labels.Length);
    }

    /// <summary>How right several shared weights are together.</summary>
    /// <param name="weights">At least one.</param>
    /// <param name="rule">How they agree on a class.</param>
    /// <param name="workers">Threads; null for the caller alone.</param>
    public ClassificationScore Ensemble(
        IReadOnlyList<double> weights, EnsembleRule rule = EnsembleRule.MeanProbability,
        WorkerPool? workers = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(weights.Count);
        var together = new float[_labels.Length * Classes];
        foreach (double weight in weights)
        {
            float[] one = Probabilities(weight, workers);
            for (int i = 0; i < _labels.Length; i++)
            {
                Span<float> target = together.AsSpan(i * Classes, Classes);
                ReadOnlySpan<float> row = one.AsSpan(i * Classes, Classes);
                if (rule == EnsembleRule.MajorityVote)
                    target[Largest(row)] += 1f / weights.Count;
                else
                    for (int k = 0; k < row.Length; k++)
                        target[k] += row[k] / weights.Count;
            }
        }
        return Score(together);
    }

    // Outputs that are not finite make a row of equal shares: nothing is known.
    private float[] Softmax(float[] outputs)
    {
        for (int i = 0; i < _labels.Length; i++)
        {
            Span<float> row = outputs.AsSpan(i * Classes, Classes);
            double max = double.NegativeInfinity, sum = 0;
            foreach (float z in row)
                max = Math.Max(max, z);
            foreach (float z in row)
                sum += Math.Exp(z - max) + (z - z);
            for (int k = 0; k < row.Length; k++)
                row[k] = double.IsFinite(sum) ? (float)(Math.Exp(row[k] - max) / sum) : 1f / Classes;
        }
        return outputs;
    }

    // The first of equals.
    private static int Largest(ReadOnlySpan<float> row)
    {
        int best = 0;
        for (int k = 1; k < row.Length; k++)
        {
            if (row[k] > row[best])
                best = k;
        }
        return best;
    }
}

/// <summary>How the members of an ensemble agree on a class.</summary>
public enum EnsembleRule
{
    /// <summary>The class with the largest mean probability.</summary>
    MeanProbability,

    /// <summary>The class that most members say; of equals, the first.</summary>
    MajorityVote,
}

/// <summary>How right a classifier is.</summary>
/// <param name="Confusion">[class, what was said]: how many samples.</param>
/// <param name="MeanLogLikelihood">The mean of the logarithm of the class's probability; −∞ where one is
/// 0.</param>
public sealed record ClassificationScore(int[,] Confusion, double MeanLogLikelihood)
{
    /// <summary>The share that is right, 0..1.</summary>
    public double Accuracy
    {
        get
        {
            int right = 0, all = 0;
            foreach (int count in Confusion)
                all += count;
            for (int k = 0; k < Confusion.GetLength(0); k++)
                right += Confusion[k, k];
            return (double)right / all;
        }
    }

    /// <summary>The same for each class; NaN for one without samples.</summary>
    public ImmutableArray<double> ByClass
    {
        get
        {
            var shares = new double[Confusion.GetLength(0)];
            for (int k = 0; k < shares.Length; k++)
            {
                int all = 0;
                for (int said = 0; said < shares.Length; said++)
                    all += Confusion[k, said];
                shares[k] = (double)Confusion[k, k] / all;
            }
            return [.. shares];
        }
    }
}
