namespace Precocial.Tasks;

/// <summary>An environment that steps many episodes at once: a capability, for speed.</summary>
/// <remarks>Each episode goes exactly as <see cref="IEnvironment.Begin"/> would have it, to the last bit.
/// Environments without it are stepped one episode after the other (<see cref="EpisodeLanes"/>).</remarks>
public interface ILaneEnvironment : IEnvironment
{
    /// <summary>Room for episodes side by side.</summary>
    /// <param name="capacity">How many, a multiple of eight.</param>
    IEpisodeLanes BeginLanes(int capacity);
}

/// <summary>Episodes side by side, each in a lane; used by one thread.</summary>
/// <remarks>Numbers come in rows of <see cref="Capacity"/>: [observation][lane]. The lanes that are in use
/// are the first ones; what is in others is of no concern.</remarks>
public interface IEpisodeLanes
{
    /// <summary>How many lanes there are: the length of a row.</summary>
    int Capacity { get; }

    /// <summary>Begins an episode in a lane, in place of what was there.</summary>
    void Begin(int lane, int seed);

    /// <summary>Begins one in a given state: for an environment that is <see cref="IStartable"/>.</summary>
    void BeginAt(int lane, ReadOnlySpan<double> start);

    /// <summary>Lane <paramref name="to"/> takes over the episode of lane <paramref name="from"/>, which is
    /// then empty.</summary>
    void Move(int from, int to);

    /// <summary>Writes what the agents in the first lanes see, [observation][lane].</summary>
    void Observe(int lanes, Span<double> observations);

    /// <summary>Steps the first lanes.</summary>
    /// <param name="lanes">How many.</param>
    /// <param name="actions">[action][lane], finite.</param>
    /// <param name="rewards">Receives one number a lane.</param>
    /// <param name="done">Receives whether each lane's episode is over.</param>
    /// <returns>Whether any is.</returns>
    bool Step(int lanes, ReadOnlySpan<double> actions, Span<double> rewards, Span<bool> done);
}
