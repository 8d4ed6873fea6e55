using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Writes down a walk: choices, their log-probabilities and entropies.</summary>
internal sealed class WalkRecord(Chooser choose, EntropyTerm entropyTerm)
{
    private readonly List<int> _choices = [];
    private Tensor? _logProbability;
    private double _entropy;

    public ReadOnlySpan<int> Choices => CollectionsMarshal.AsSpan(_choices);

    /// <summary>Decides by logits of shape [1, options]; returns the option.</summary>
    public int Decide(Tensor logits)
    {
        var logProbabilities = logits.LogSoftmax();
        int choice = choose(_choices.Count, logProbabilities.Span);
        var chosen = logProbabilities.Slice(axis: 1, choice, length: 1);
        _logProbability = _logProbability is null ? chosen : _logProbability.Add(chosen);
        _entropy += entropyTerm == EntropyTerm.Chosen
            ? -Surprise(chosen.Span[0])
            : -Surprise(logProbabilities.Span);
        _choices.Add(choice);
        return choice;
    }

    public PolicyWalk Finish(Tensor? penalty = null) => new(
        [.. _choices],
        _logProbability
            ?? throw new ArgumentException("The space has no decisions, so there is nothing to learn."),
        _entropy, penalty);

    // Σ p·ln p.
    private static double Surprise(params ReadOnlySpan<float> logProbabilities)
    {
        double sum = 0;
        foreach (float logProbability in logProbabilities)
            sum += Math.Exp(logProbability) * logProbability;
        return sum;
    }
}
