namespace Precocial.Search;

/// <summary>One bracket over and over: n networks trained briefly, the best 1/η of them η times as long,
/// until one is trained R epochs; then n new ones.</summary>
/// <remarks>Source: Jamieson and Talwalkar, "Non-stochastic best arm identification", AISTATS 2016. Its
/// nearest neighbour: <see cref="Hyperband{TGenotype,TFeedback}"/>, which does not bet on one starting
/// budget.</remarks>
public static class SuccessiveHalving
{
    /// <summary>Successive halving around a strategy.</summary>
    /// <param name="inside">Proposes the new networks; must be fresh.</param>
    /// <param name="ranking">Who goes on.</param>
    /// <param name="halvings">s: a bracket begins with η^s networks.</param>
    /// <param name="maxEpochs">R: the epochs of the last one.</param>
    /// <param name="eta">η.</param>
    public static Hyperband<TGenotype, TFeedback> Around<TGenotype, TFeedback>(
        ISearchStrategy<TGenotype, TFeedback> inside, IRanking<TFeedback> ranking, int halvings,
        int maxEpochs, int eta = 3)
        where TGenotype : notnull
    {
        ArgumentOutOfRangeException.ThrowIfNegative(halvings);
        ArgumentOutOfRangeException.ThrowIfLessThan(eta, 2);
        double count = Math.Pow(eta, halvings);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxEpochs, count);
        return new(() => inside, ranking, [Bracket.Of(halvings, (int)count, maxEpochs, eta)]);
    }
}
