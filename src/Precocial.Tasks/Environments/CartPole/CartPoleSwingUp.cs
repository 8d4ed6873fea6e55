namespace Precocial.Tasks;

/// <summary>A cart on a track and a pole that hangs from it: swing the pole up and balance it.</summary>
/// <remarks>
/// State: x (metres), its speed, the pole's angle θ (radians; 0 is upright, positive falls to the left), its
/// speed. Observation: x, ẋ, cos θ, sin θ, θ̇. Action: one number, cut to −1..1, ten newtons each. Reward:
/// (cos θ + 1)/2 · cos(πx/4.8), so that 1 a step is the most. Over where |x| is above 2.4 or at the step
/// limit. Start: normal around (0, 0, π, 0), deviation 0.2 each, from numpy's generator. Source: Gaier and
/// Ha, NeurIPS 2019, §4.1; their code's <c>CartPoleSwingUpEnv</c>, operation for operation.
/// </remarks>
/// <param name="options">Null for the paper's.</param>
public sealed class CartPoleSwingUp(CartPoleSwingUpOptions? options = null) : ILaneEnvironment, IStartable
{
    private const double StartDeviation = 0.2;

    // A step beyond the end of the track costs less than 1, and it is the last.
    private const double WorstReturn = -1;

    /// <summary>What was varied.</summary>
    public CartPoleSwingUpOptions Options { get; } = options ?? new();

    /// <inheritdoc/>
    public EnvironmentSpec Spec =>
        new(Options.Name, Observations: 5, Actions: 1, Options.StepLimit, WorstReturn);

    /// <inheritdoc/>
    public IReadOnlyList<string> StartColumns { get; } = ["x", "x_dot", "theta", "theta_dot"];

    /// <inheritdoc/>
    public IEpisode Begin(int seed)
    {
        Span<double> start = stackalloc double[4];
        Start(seed, start);
        return BeginAt(start);
    }

    /// <inheritdoc/>
    public IEpisode BeginAt(ReadOnlySpan<double> start)
    {
        CheckStart(start);
        return new CartPoleEpisode(Options, start);
    }

    /// <inheritdoc/>
    public IEpisodeLanes BeginLanes(int capacity) => new CartPoleLanes(Options, capacity);

    /// <summary>The state that a seed begins with.</summary>
    internal static void Start(int seed, Span<double> start)
    {
        var random = new NumpyRandom(seed);
        start[0] = random.Normal(0, StartDeviation);
        start[1] = random.Normal(0, StartDeviation);
        start[2] = random.Normal(Math.PI, StartDeviation);
        start[3] = random.Normal(0, StartDeviation);
    }

    internal static void CheckStart(ReadOnlySpan<double> start)
    {
        bool finite = true;
        foreach (double value in start)
            finite &= double.IsFinite(value);
        if (start.Length != 4 || !finite)
            throw new ArgumentException("A start state of the cart and pole is four finite numbers: x, "
                + "x_dot, theta, "
                + $"theta_dot; {(finite ? $"{start.Length} were given" : "one is not finite")}.");
    }
}
