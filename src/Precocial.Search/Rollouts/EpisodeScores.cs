using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>How several episodes went.</summary>
/// <param name="Returns">The sum of rewards of each; the environment's worst return for one that
/// diverged.</param>
/// <param name="Steps">How many steps each lasted.</param>
/// <param name="Diverged">Whether each ended because an observation or an output was not a finite
/// number.</param>
public sealed record EpisodeScores(
    ImmutableArray<double> Returns, ImmutableArray<int> Steps, ImmutableArray<bool> Diverged)
{
    /// <summary>The mean return.</summary>
    public double Mean => Returns.Average();

    /// <summary>The standard deviation of the returns (divided by n).</summary>
    public double Deviation
    {
        get
        {
            double mean = Mean;
            return Math.Sqrt(Returns.Average(r => (r - mean) * (r - mean)));
        }
    }

    /// <summary>How many diverged.</summary>
    public int DivergedCount => Diverged.Count(d => d);
}
