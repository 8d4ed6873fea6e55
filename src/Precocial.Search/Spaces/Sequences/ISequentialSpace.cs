namespace Precocial.Search;

/// <summary>Says which decision comes next, given the choices so far: a genotype as a sentence, word by
/// word.</summary>
/// <remarks>What a policy sees of a space; it never sees a genotype.</remarks>
public interface IDecisionSequence
{
    /// <summary>The next decision; null when the choices make a whole genotype.</summary>
    /// <param name="choices">One index of an option for each decision so far.</param>
    /// <exception cref="ArgumentException">There are more choices than decisions, or one is not an
    /// option.</exception>
    SequentialDecision? Next(ReadOnlySpan<int> choices);
}

/// <summary>A space whose genotypes are sequences of decisions: what an autoregressive policy
/// needs.</summary>
/// <remarks>Every sequence that <see cref="IDecisionSequence.Next"/> ends is a member, and every member is
/// one sequence. Its nearest neighbour: <see cref="IMutableSpace{TGenotype}"/>, for strategies that change
/// one decision at a time.</remarks>
/// <typeparam name="TGenotype">As for <see cref="ISearchSpace{TGenotype}"/>.</typeparam>
public interface ISequentialSpace<TGenotype> : ISearchSpace<TGenotype>, IDecisionSequence
    where TGenotype : notnull
{
    /// <summary>The genotype of a whole sequence.</summary>
    /// <exception cref="ArgumentException">The sequence is not whole.</exception>
    TGenotype Compose(ReadOnlySpan<int> choices);

    /// <summary>The inverse of <see cref="Compose"/>.</summary>
    int[] Decompose(TGenotype genotype);
}
