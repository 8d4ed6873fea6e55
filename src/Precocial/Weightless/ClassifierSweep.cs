using System.Collections.Immutable;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>How a classifier does with each of several shared weights, class by class, and with all of them
/// together.</summary>
/// <remarks>Each shared weight makes another classifier of the same network. The ensemble's answer is the
/// class with the largest sum of the classifiers' probabilities. Source: Gaier and Ha, NeurIPS 2019, §4; the
/// paper does not give its rule for combining them.</remarks>
public sealed class ClassifierSweep
{
    private readonly int[][] _right;
    private readonly int[] _samples;

    private ClassifierSweep(ImmutableArray<double> weights, Dataset data, int[][] right, AccuracyEstimate ensemble)
    {
        (Weights, ClassNames, _right, _samples, Ensemble) =
            (weights, data.ClassNames, right, data.CountByClass(), ensemble);
    }

    /// <summary>The shared weights.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The accuracy of all weights together.</summary>
    public AccuracyEstimate Ensemble { get; }

    /// <summary>Which weight answers most samples correctly; the first of equals.</summary>
    public int Best => Enumerable.Range(0, Weights.Length).MaxBy(weight => Accuracy(weight).Correct);

    /// <summary>The accuracy with one weight.</summary>
    /// <param name="weight">Its place in <see cref="Weights"/>.</param>
    public AccuracyEstimate Accuracy(int weight) => new(_right[weight].Sum(), _samples.Sum());

    /// <summary>The share of a class's samples that one weight answers correctly; 0 when there are
    /// none.</summary>
    public double Accuracy(int weight, int label) =>
        _samples[label] == 0 ? 0 : (double)_right[weight][label] / _samples[label];

    /// <summary>Judges a network.</summary>
    /// <param name="judge">The samples.</param>
    /// <param name="wiring">A classifier of them.</param>
    /// <param name="weights">The shared weights, at least one.</param>
    /// <param name="cancellationToken">Looked at before every weight.</param>
    public static ClassifierSweep Of(
        ClassifierJudge judge, NeuronWiring wiring, IReadOnlyList<double> weights,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(weights.Count, nameof(weights));
        Dataset data = judge.Data;
        var program = new NeuronProgram(wiring);
        var votes = new double[data.Count * data.Classes];
        int[][] right =
        [
            .. weights.Select(weight =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return Answer(judge.Logits(program, weight), data, votes);
            }),
        ];
        return new ClassifierSweep([.. weights], data, right, Count(votes, data));
    }

    // Adds the probabilities to the votes, and gives the right answers of each class.
    private static int[] Answer(float[] logits, Dataset data, double[] votes)
    {
        var right = new int[data.Classes];
        for (int sample = 0; sample < data.Count; sample++)
        {
            ReadOnlySpan<float> z = logits.AsSpan(sample * data.Classes, data.Classes);
            if (ClassifierJudge.LargestOf(z) == data.Labels[sample])
                right[data.Labels[sample]]++;
            AddProbabilities(z, votes.AsSpan(sample * data.Classes, data.Classes));
        }
        return right;
    }

    private static AccuracyEstimate Count(double[] votes, Dataset data)
    {
        int right = 0;
        for (int i = 0; i < data.Count; i++)
        {
            ReadOnlySpan<double> own = votes.AsSpan(i * data.Classes, data.Classes);
            int largest = 0;
            for (int c = 1; c < own.Length; c++)
                largest = own[c] > own[largest] ? c : largest;
            right += largest == data.Labels[i] ? 1 : 0;
        }
        return new AccuracyEstimate(right, data.Count);
    }

    // A classifier whose outputs are not numbers does not vote.
    private static void AddProbabilities(ReadOnlySpan<float> z, Span<double> votes)
    {
        double max = z[ClassifierJudge.LargestOf(z)], sum = 0;
        foreach (float value in z)
            sum += Math.Exp(value - max);
        if (!double.IsFinite(sum))
            return;
        for (int c = 0; c < z.Length; c++)
            votes[c] += Math.Exp(z[c] - max) / sum;
    }
}
