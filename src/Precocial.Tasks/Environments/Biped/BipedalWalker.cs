namespace Precocial.Tasks;

/// <summary>BipedalWalker-v2: a two-legged robot with four motors walks over rough ground it feels with ten
/// lidar rays.</summary>
/// <remarks>
/// 24 observations: hull angle, its angular velocity, horizontal and vertical speed; for each leg hip angle
/// and speed, knee angle and speed, foot on ground (0 or 1); ten lidar fractions, 1 for nothing seen. 4
/// actions: hip and knee of each leg, whose sign is the direction and whose size, up to 1, is the torque.
/// Reward: 130 for each 30 m forward, less 5 for each radian the hull leans, less 0.028 times each action's
/// size up to 1. Ends when the hull touches anything, at the far end, on the left of the start of the ground,
/// and after 1600 world steps, of which the reset makes the first. The numbers are gym's bit for bit: seeds
/// are gym seeds (before 0.22), the world is Box2D 2.3.0's. Immutable. Source: Klimov, OpenAI gym; Gaier and
/// Ha, arXiv:1906.04358.
/// </remarks>
public sealed class BipedalWalker : IEnvironment
{
    private const int Observations = 24;
    private const int Actions = 4;

    private readonly BipedalWalkerOptions _options;

    /// <summary>The walker.</summary>
    /// <param name="options">Null for the copy that weight agnostic networks were searched with.</param>
    public BipedalWalker(BipedalWalkerOptions? options = null)
    {
        _options = options ?? new BipedalWalkerOptions();
        int limit = _options.StepLimit ?? (_options.Hardcore ? 2000 : 1600);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 2);
        string name = _options.Hardcore ? "BipedalWalkerHardcore-v2" : "BipedalWalker-v2";
        Spec = new EnvironmentSpec(name, Observations, Actions, limit, WorstReturn(limit));
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <summary>A new episode, its first world step made.</summary>
    /// <param name="seed">A gym seed, not negative: gives the terrain and the push at the start.</param>
    public IEpisode Begin(int seed) => new BipedEpisode(seed, _options, Spec.StepLimit);

    /// <summary>Back from the start to the left end, tumbling once, with all motors on to the last step.
    /// </summary>
    private double WorstReturn(int limit)
    {
        double back = 130 * BipedScale.StartX / BipedScale.PixelsPerMetre;
        double lean = 5 * Math.Tau;
        double effort = 0.00035 * BipedScale.MotorTorque * Actions * limit;
        return -Math.Ceiling(back + lean + effort) - (_options.PenalisesFalls ? 100 : 0);
    }
}
