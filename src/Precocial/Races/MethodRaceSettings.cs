using Precocial.Architectures;
using Precocial.Search;

namespace Precocial;

/// <summary>What a race of methods depends on, beside its data.</summary>
public sealed record MethodRaceSettings
{
    /// <summary>Who races; the last column compares with the method called "random" where it is among
    /// them.</summary>
    public required IReadOnlyList<Method> Methods { get; init; }

    /// <summary>How many seeds each runs with.</summary>
    public int Seeds { get; init; } = 5;

    /// <summary>The first seed; the others follow it.</summary>
    public ulong FirstSeed { get; init; } = 1;

    /// <summary>The budget of each search in brief trainings; null for what suits the data.</summary>
    public int? Evaluations { get; init; }

    /// <summary>Epochs of a brief training; null for as many as suit the data.</summary>
    public int? Epochs { get; init; }

    /// <summary>What a network may cost.</summary>
    public Limits Limits { get; init; } = Limits.None;

    /// <summary>What methods that predict weights predict with; null for none.</summary>
    public IWeightSource? Hypernetwork { get; init; }

    /// <summary>How many runs go on at once, each on one thread. Never changes a result.</summary>
    public int Threads { get; init; } = 1;
}
