using System.Collections.Immutable;
using Precocial.Tasks;

namespace Precocial;

/// <summary>How episodes begin: from seeds, or in given states.</summary>
public sealed class EpisodeStarts
{
    private EpisodeStarts(ImmutableArray<int> seeds, ImmutableArray<ImmutableArray<double>> states) =>
        (Seeds, States) = (seeds, states);

    /// <summary>One for each episode; empty when states are given.</summary>
    public ImmutableArray<int> Seeds { get; }

    /// <summary>One for each episode; empty when seeds are given.</summary>
    public ImmutableArray<ImmutableArray<double>> States { get; }

    /// <summary>How many episodes there are.</summary>
    public int Count => Seeds.Length + States.Length;

    /// <summary>Episodes of consecutive seeds.</summary>
    /// <param name="first">Not negative.</param>
    /// <param name="count">At least 1.</param>
    public static EpisodeStarts FromSeeds(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new([.. Enumerable.Range(first, count)], []);
    }

    /// <summary>Episodes that begin in states.</summary>
    /// <param name="states">Each has one number for each of <see cref="IStartable.StartColumns"/>.</param>
    public static EpisodeStarts FromStates(IEnumerable<ImmutableArray<double>> states) => new([], [.. states]);

    /// <summary>The first of them.</summary>
    public EpisodeStarts Take(int count) => new([.. Seeds.Take(count)], [.. States.Take(count)]);

    /// <summary>One new episode, to watch.</summary>
    /// <param name="environment">Startable, when states are given.</param>
    public IEpisode Begin(IEnvironment environment) => States.IsEmpty
        ? environment.Begin(Seeds[0])
        : ((IStartable)environment).BeginAt(States[0].AsSpan());
}
