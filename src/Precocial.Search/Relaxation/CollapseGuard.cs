using System.Globalization;

namespace Precocial.Search;

/// <summary>What counts as the collapse of a relaxed search, and whether it stops the search or is only
/// told.</summary>
/// <remarks>Two signs, looked at after each epoch. Many skip connections in the derived cell: Liang et al.,
/// "DARTS+", 2019, §3.2. An eigenvalue that grows: Zela et al., "Understanding and robustifying
/// differentiable architecture search", ICLR 2020, §5.2. A cap in the derivation alone:
/// <see cref="RelaxedCellSpace.MostSkips"/>.</remarks>
public sealed record CollapseGuard
{
    /// <summary>So many skip connections in the derived (normal) cell, or more, are a sign. DARTS+:
    /// 2.</summary>
    public int Skips { get; init; } = 2;

    /// <summary>A mean eigenvalue so many times that of <see cref="Window"/> epochs before is a sign:
    /// 1/0.75.</summary>
    public double Ratio { get; init; } = 1 / 0.75;

    /// <summary>Over how many epochs eigenvalues are averaged, and how far back they are compared.</summary>
    public int Window { get; init; } = 5;

    /// <summary>The first epoch whose signs count, from 1: shares that are still nearly equal derive skips by
    /// chance.</summary>
    public int FirstEpoch { get; init; } = 1;

    /// <summary>Whether the search ends when skip connections say so; the result is α after the last epoch
    /// without the sign.</summary>
    public bool StopsAtSkips { get; init; }

    /// <summary>Whether the search ends when the eigenvalue says so; the result is α of <see cref="Window"/>
    /// epochs before.</summary>
    public bool StopsAtEigenvalue { get; init; }

    /// <summary>The rules on one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Word(StopsAtSkips)} at {Skips} skips, {Word(StopsAtEigenvalue)} at eigenvalue x "
        + $"{Ratio:0.###} over {Window} epochs, from epoch {FirstEpoch}");

    private static string Word(bool stops) => stops ? "stops" : "warns";
}
