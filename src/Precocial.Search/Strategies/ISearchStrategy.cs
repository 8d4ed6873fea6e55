using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Proposes genotypes and learns from how they were judged.</summary>
/// <remarks>A strategy's state is a fold over <see cref="Tell"/>: told the same trials in the same order,
/// however they are cut into rounds, two instances give the same answers. That is what makes a study
/// resumable.</remarks>
/// <typeparam name="TGenotype">The space's genotype.</typeparam>
/// <typeparam name="TFeedback">What an evaluator says of a proposal: <see cref="Score"/>,
/// <see cref="Objectives"/>.</typeparam>
public interface ISearchStrategy<TGenotype, TFeedback>
    where TGenotype : notnull
{
    /// <summary>The strategy and its settings on one line, for tables and for a study's settings.</summary>
    string Description => GetType().Name;

    /// <summary>Whether proposing a network again counts as an evaluation, although its stored result is
    /// reused. True unless the strategy is defined over distinct networks.</summary>
    bool CountsRepeats => true;

    /// <summary>Whether there is nothing left to propose: a study ends when it is so after all outstanding
    /// results have been told.</summary>
    bool IsDone => false;

    /// <summary>The next proposals, at least one. Changes nothing: the same state and <paramref name="rng"/>
    /// give the same answer.</summary>
    IReadOnlyList<TGenotype> Ask(Rng rng);

    /// <summary>The next proposals, knowing what was proposed and not told of yet. What a study
    /// calls.</summary>
    /// <param name="rng">The stream of this question.</param>
    /// <param name="pending">Proposed earlier, oldest first; their results will be told. Depends on the
    /// window, never on what happens to be finished. Valid during the call.</param>
    IReadOnlyList<TGenotype> Ask(Rng rng, IReadOnlyList<TGenotype> pending) => Ask(rng);

    /// <summary>Learns from finished trials, in the order of their sequence numbers. Only this changes the
    /// strategy.</summary>
    void Tell(IReadOnlyList<Trial<TGenotype, TFeedback>> round);

    /// <summary>The best genotype told of so far.</summary>
    /// <exception cref="InvalidOperationException">No trial has succeeded yet.</exception>
    TGenotype Best { get; }
}
