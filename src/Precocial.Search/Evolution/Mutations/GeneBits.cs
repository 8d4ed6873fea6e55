using System.Numerics;

namespace Precocial.Search;

/// <summary>Finds the n-th of the bits that are set, or that are clear.</summary>
internal static class GeneBits
{
    /// <summary>The position of the set bit that <paramref name="n"/> others precede.</summary>
    public static int Nth(ReadOnlySpan<ulong> bits, int n)
    {
        int word = 0;
        for (int count; (count = BitOperations.PopCount(bits[word])) <= n; word++)
            n -= count;
        return 64 * word + NthIn(bits[word], n);
    }

    /// <summary>The position of the clear bit that <paramref name="n"/> others precede.</summary>
    public static int NthClear(ReadOnlySpan<ulong> bits, int n)
    {
        int word = 0;
        for (int count; (count = 64 - BitOperations.PopCount(bits[word])) <= n; word++)
            n -= count;
        return 64 * word + NthIn(~bits[word], n);
    }

    private static int NthIn(ulong word, int n)
    {
        for (; n > 0; n--)
            word &= word - 1;
        return BitOperations.TrailingZeroCount(word);
    }
}
