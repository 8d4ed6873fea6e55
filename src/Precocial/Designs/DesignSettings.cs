using Precocial.Architectures;
using Precocial.Search;

namespace Precocial;

/// <summary>What a user can choose about a design; everything else follows from the data.</summary>
public sealed record DesignSettings
{
    /// <summary>What every random stream is split from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Which networks exist.</summary>
    public SpaceChoice Space { get; init; } = SpaceChoice.Macro;

    /// <summary>Who proposes them.</summary>
    public StrategyChoice Strategy { get; init; } = StrategyChoice.Evolution;

    /// <summary>A named choice of the three, instead of <see cref="Space"/>, <see cref="Strategy"/> and
    /// <see cref="Untrained"/>; null for those.</summary>
    public Method? Method { get; init; }

    /// <summary>Where candidates' weights come from when they are judged without training, such as a hypernetwork;
    /// null to train each. What a <see cref="Method"/> that predicts weights takes.</summary>
    public IWeightSource? Untrained { get; init; }

    /// <summary>Whether candidates are judged with weights that they share, trained once on uniform paths, instead of
    /// a training each.</summary>
    public bool SharesWeights { get; init; }

    /// <summary>What judges candidates without training, by a score that is no accuracy; null for accuracies.
    /// The final networks are trained and tested as always.</summary>
    public IProxy? Proxy { get; init; }

    /// <summary>Epochs of each evaluation; null for as many as suit the data.</summary>
    public int? Epochs { get; init; }

    /// <summary>The size of the final networks of a space or method with cells; null for that of the networks
    /// searched. It goes with no limits: who chooses the size needs none.</summary>
    public StackSize? Final { get; init; }

    /// <summary>How many networks the search judges; null for as many as suit the data.</summary>
    public int? Evaluations { get; init; }

    /// <summary>About how long the whole design may take; null for no limit. Not reproducible.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>What a network may cost. FLOPs without a limit get one that suits the data, in the macro
    /// space.</summary>
    public Limits Limits { get; init; } = Limits.None;

    /// <summary>What networks are compared by, the most important first; the first must be
    /// accuracy.</summary>
    public IReadOnlyList<Objective> Objectives { get; init; } = [Objective.Accuracy];

    /// <summary>Threads to use. Never changes a result.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>W: how many proposals may be outstanding. Part of the design, not of the machine.</summary>
    public int Window { get; init; } = 4;
}
