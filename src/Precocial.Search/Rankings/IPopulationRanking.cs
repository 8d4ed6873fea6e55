using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Ranks everybody in a generation: what <see cref="NeuroEvolution{TGenotype,TFeedback}"/> selects
/// by.</summary>
/// <remarks>Its nearest neighbour: <see cref="IRanking{TFeedback}"/>, which settles one tournament. Here
/// everybody gets a place, and a coin may be thrown for the whole generation.</remarks>
/// <typeparam name="TFeedback">What is ranked.</typeparam>
public interface IPopulationRanking<in TFeedback>
{
    /// <summary>The place of each member: 0 the best, then 1, each place once.</summary>
    /// <param name="population">Finite feedback of everybody.</param>
    /// <param name="rng">The generation's stream, for coins.</param>
    int[] Rank(IReadOnlyList<TFeedback> population, Rng rng);

    /// <summary>A total order, for when one network must be named: positive when <paramref name="a"/> comes
    /// first.</summary>
    int Compare(TFeedback a, TFeedback b);

    /// <summary>The number that curves of a search show; larger is better, and agrees with
    /// <see cref="Compare"/>.</summary>
    double Merit(TFeedback feedback);

    /// <summary>The best that the network was seen to do: with its best shared weight, where there are
    /// several.
    /// </summary>
    double Peak(TFeedback feedback) => Merit(feedback);
}
