using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Proposes genotypes and learns from how they were judged.</summary>
/// <typeparam name="TGenotype">The space's genotype.</typeparam>
/// <typeparam name="TFeedback">What an evaluator says of a proposal: <see cref="Score"/>, <see cref="Objectives"/>.</typeparam>
public interface ISearchStrategy<TGenotype, TFeedback>
    where TGenotype : notnull
{
    /// <summary>The next proposals, at least one. Changes nothing: the same state and <paramref name="rng"/> give the
    /// same answer.</summary>
    IReadOnlyList<TGenotype> Ask(Rng rng);

    /// <summary>Learns from finished trials, in the order of their sequence numbers. Only this changes the strategy.</summary>
    void Tell(IReadOnlyList<Trial<TGenotype, TFeedback>> round);

    /// <summary>The best genotype told of so far.</summary>
    /// <exception cref="InvalidOperationException">No trial has succeeded yet.</exception>
    TGenotype Best { get; }
}
