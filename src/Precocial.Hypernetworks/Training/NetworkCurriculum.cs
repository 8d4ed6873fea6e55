using System.Collections.Immutable;

namespace Precocial.Hypernetworks;

/// <summary>How many different networks a hypernetwork sees while it trains.</summary>
/// <param name="Stages">From which progress on how many; ascending. 0 networks stands for fresh ones
/// forever.</param>
public sealed record NetworkCurriculum(ImmutableArray<(double From, int Networks)> Stages)
{
    /// <summary>A fresh network every time.</summary>
    public static NetworkCurriculum Fresh { get; } = new([]);

    /// <summary>How many different networks there are; 0 for fresh ones.</summary>
    /// <param name="progress">Of the training, 0 to 1.</param>
    public int Networks(double progress)
    {
        int networks = 0;
        foreach ((double from, int count) in Stages)
        {
            if (progress >= from)
                networks = count;
        }
        return networks;
    }
}
