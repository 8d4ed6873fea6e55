using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>Hyperband's brackets.</summary>
public static class Brackets
{
    /// <summary>The brackets for R epochs, the one that halves most first.</summary>
    /// <param name="maxEpochs">R: the most epochs; at least 1.</param>
    /// <param name="eta">η: one in so many goes on; at least 2.</param>
    /// <param name="sizes">How many begin.</param>
    /// <remarks>s_max = ⌊log_η R⌋.</remarks>
    public static ImmutableArray<Bracket> For(
        int maxEpochs, int eta = 3, BracketSizes sizes = BracketSizes.Table)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxEpochs);
        ArgumentOutOfRangeException.ThrowIfLessThan(eta, 2);
        int most = 0;
        long power = 1;
        for (; power * eta <= maxEpochs; power *= eta)
            most++;
        var brackets = ImmutableArray.CreateBuilder<Bracket>(most + 1);
        for (int s = most; s >= 0; s--, power /= eta)
        {
            long count = sizes == BracketSizes.Table
                ? (most + 1) / (s + 1) * power
                : ((most + 1) * power + s) / (s + 1);
            brackets.Add(Bracket.Of(s, (int)count, maxEpochs, eta));
        }
        return brackets.MoveToImmutable();
    }
}
