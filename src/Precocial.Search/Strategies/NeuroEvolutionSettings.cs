namespace Precocial.Search;

/// <summary>How <see cref="NeuroEvolution{TGenotype,TFeedback}"/> selects. Defaults: the paper's for
/// swing-up.</summary>
/// <remarks>The paper: biped population 480, tournament 16; racing 64, 8; MNIST 960, 32. Source: Gaier and
/// Ha, NeurIPS 2019, supplement.</remarks>
public sealed record NeuroEvolutionSettings
{
    /// <summary>How many members a generation has; at least 2.</summary>
    public int Population { get; init; } = 192;

    /// <summary>The part of a generation, the worst, that has no children; 0 to below 1.</summary>
    public double CullRatio { get; init; } = 0.2;

    /// <summary>The part of the survivors, the best, that goes into the next generation unchanged; 0 to
    /// 1.</summary>
    public double EliteRatio { get; init; } = 0.2;

    /// <summary>How many survivors, drawn with replacement, compete to be a parent; at least 1.</summary>
    public int TournamentSize { get; init; } = 8;

    /// <summary>Whether two tournaments are held and the better winner is the only parent, as in the authors'
    /// code without crossover: the effective size is twice the one stated. Off by default.</summary>
    public bool Faithful { get; init; }

    /// <summary>How many members have no children.</summary>
    public int Culled => (int)Math.Floor(CullRatio * Population);

    internal void Check()
    {
        if (Population < 2 || TournamentSize < 1)
        {
            throw new ArgumentException("A generation has at least 2 members and a tournament at least 1, "
                + $"but they are {Population} and {TournamentSize}.");
        }
        if (!(CullRatio >= 0 && CullRatio < 1) || !(EliteRatio >= 0 && EliteRatio <= 1))
        {
            throw new ArgumentException("The cull ratio is 0 to below 1 and the elite ratio 0 to 1, but they "
                + $"are {CullRatio} and {EliteRatio}.");
        }
    }
}
