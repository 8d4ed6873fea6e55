namespace Precocial.Search;

/// <summary>Which feedback is better: what makes one strategy work with one objective or with
/// several.</summary>
/// <typeparam name="TFeedback">What is ranked.</typeparam>
public interface IRanking<in TFeedback>
{
    /// <summary>Whether <paramref name="a"/> improves on <paramref name="b"/>: a step worth taking. A strict
    /// partial order: of two networks neither may improve on the other.</summary>
    bool Improves(TFeedback a, TFeedback b);

    /// <summary>A total order that agrees with <see cref="Improves"/>, for when one network must be named:
    /// positive when
    /// <paramref name="a"/> comes first.</summary>
    int Compare(TFeedback a, TFeedback b);

    /// <summary>The winner of a tournament.</summary>
    /// <param name="population">Everybody that a contender is measured against.</param>
    /// <param name="contenders">Indices into the population, repeats allowed; at least one.</param>
    /// <returns>The index, in the population, of the best contender; the first of equals.</returns>
    int Select(IReadOnlyList<TFeedback> population, ReadOnlySpan<int> contenders);
}
