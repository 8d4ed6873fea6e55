namespace Precocial.Tasks;

/// <summary>Lanes of any environment: its episodes, stepped one after the other.</summary>
/// <param name="environment">Which.</param>
/// <param name="capacity">How many lanes.</param>
public sealed class EpisodeLanes(IEnvironment environment, int capacity) : IEpisodeLanes
{
    private readonly IEpisode?[] _episodes = new IEpisode?[capacity];
    private readonly double[] _observation = new double[environment.Spec.Observations];
    private readonly double[] _action = new double[environment.Spec.Actions];

    /// <inheritdoc/>
    public int Capacity => capacity;

    /// <summary>Lanes of an environment, with vectors if it has them.</summary>
    public static IEpisodeLanes Of(IEnvironment environment, int capacity) =>
        environment is ILaneEnvironment lanes
            ? lanes.BeginLanes(capacity)
            : new EpisodeLanes(environment, capacity);

    /// <inheritdoc/>
    public void Begin(int lane, int seed) => _episodes[lane] = environment.Begin(seed);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The environment is not <see cref="IStartable"/>.</exception>
    public void BeginAt(int lane, ReadOnlySpan<double> start) =>
        _episodes[lane] = environment is IStartable startable
        ? startable.BeginAt(start)
        : throw new NotSupportedException($"{environment.Spec.Name}: episodes cannot begin in a given "
        + $"state.");

    /// <inheritdoc/>
    public void Move(int from, int to) => (_episodes[to], _episodes[from]) = (_episodes[from], null);

    /// <inheritdoc/>
    public void Observe(int lanes, Span<double> observations)
    {
        for (int lane = 0; lane < lanes; lane++)
        {
            Episode(lane).Observe(_observation);
            for (int i = 0; i < _observation.Length; i++)
                observations[i * capacity + lane] = _observation[i];
        }
    }

    /// <inheritdoc/>
    public bool Step(int lanes, ReadOnlySpan<double> actions, Span<double> rewards, Span<bool> done)
    {
        bool any = false;
        for (int lane = 0; lane < lanes; lane++)
        {
            for (int i = 0; i < _action.Length; i++)
                _action[i] = actions[i * capacity + lane];
            (rewards[lane], done[lane]) = Episode(lane).Step(_action);
            any |= done[lane];
        }
        return any;
    }

    private IEpisode Episode(int lane) => _episodes[lane]
        ?? throw new InvalidOperationException($"No episode was begun in lane {lane}.");
}
