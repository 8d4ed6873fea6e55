using System.Collections.Immutable;
using System.Globalization;

namespace Precocial.Search;

/// <summary>One operation of a <see cref="MemoryBankSpace"/>'s network, as the name of its 1x1 convolution
/// tells it: <c>op3_reads02_writes1_sep5</c>.</summary>
/// <param name="Index">Its number in the network, from 0.</param>
/// <param name="Reads">The banks that it reads, ascending, none empty.</param>
/// <param name="Writes">The banks that it adds to, ascending.</param>
/// <param name="Kernel">An index into <see cref="Kernels"/>.</param>
internal sealed record MemoryBankOperation(
    int Index, ImmutableArray<int> Reads, ImmutableArray<int> Writes, int Kernel)
{
    /// <summary>What follows the 1x1 convolution: a depthwise one. The order is part of saved
    /// genotypes.</summary>
    public static ImmutableArray<string> Kernels { get; } = ["sep3", "sep5", "dil3"];

    /// <summary>The name of its 1x1 convolution.</summary>
    public string Name => $"op{Index}_reads{Digits(Reads)}_writes{Digits(Writes)}_{Kernels[Kernel]}";

    /// <summary>The operation of a name; null for the name of anything else.</summary>
    public static MemoryBankOperation? Of(string name)
    {
        string[] words = name.Split('_');
        bool fits = words.Length == 4 && words[0].StartsWith("op", StringComparison.Ordinal)
            && words[1].StartsWith("reads", StringComparison.Ordinal)
            && words[2].StartsWith("writes", StringComparison.Ordinal) && Kernels.Contains(words[3]);
        return fits
            && int.TryParse(words[0][2..], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? new(index, Banks(words[1][5..]), Banks(words[2][6..]), Kernels.IndexOf(words[3]))
            : null;
    }

    /// <summary>The banks of a mask, ascending: bit b for bank b.</summary>
    public static ImmutableArray<int> BanksOf(int mask) =>
        [.. Enumerable.Range(0, 31).Where(bank => (mask >> bank & 1) != 0)];

    /// <summary>Banks as text: 02.</summary>
    public static string Digits(IEnumerable<int> banks) => string.Concat(banks);

    private static ImmutableArray<int> Banks(string digits) => [.. digits.Select(digit => digit - '0')];
}
