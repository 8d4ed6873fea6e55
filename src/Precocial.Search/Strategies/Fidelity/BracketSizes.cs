using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>How many configurations each of Hyperband's brackets begins with.</summary>
/// <remarks>The paper has two answers: its worked table and its formula differ for every bracket but the
/// first and the last. Both are here by name.</remarks>
public enum BracketSizes
{
    /// <summary>⌊(s_max + 1)/(s + 1)⌋·η^s: 81, 27, 9, 6, 5 for R = 81 and η = 3, the paper's table; and what
    /// its authors' successor HpBandSter computes.</summary>
    Table,

    /// <summary>⌈(s_max + 1)·η^s/(s + 1)⌉: 81, 34, 15, 8, 5 for R = 81 and η = 3, the paper's algorithm
    /// 1.</summary>
    Formula,
}

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
