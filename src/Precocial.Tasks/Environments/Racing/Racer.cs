namespace Precocial.Tasks;

/// <summary>CarRacing-v0 from above: a car is driven round a random track by what a small camera sees,
/// encoded into few numbers (VAERacing of Gaier and Ha, 2019).</summary>
/// <remarks>
/// Three actions, each clipped to [−1, 1]: steering to the right; gas (a + 1)/2, so that 0 is half; brake,
/// where negative numbers are none. The reward is that of gym: −0.1 a step and 1000 shared by the tiles;
/// 900 is called solved. About a third of a millisecond a step, most of it for encoding: see
/// RacingBenchmarks. Differs from the published program in <see cref="RacerOptions.Scaling"/>, in painting
/// without OpenGL's rules for pixels on an edge, in small digits for the score, and in its encoder's
/// weights, which were not published.
/// </remarks>
public sealed class Racer : IEnvironment
{
    // A step costs 0.1; leaving the field 100, once.
    private const double StepCost = 0.1, LeavingCost = 100;
    private readonly IFrameEncoder _encoder;
    private readonly RacerOptions _options;

    /// <summary>The task for agents that see through an encoder.</summary>
    /// <param name="encoder">Gives the observations.</param>
    /// <param name="options">Null for the defaults.</param>
    public Racer(IFrameEncoder encoder, RacerOptions? options = null)
    {
        _encoder = encoder;
        _options = options ?? new RacerOptions();
        Spec = new EnvironmentSpec("racer", encoder.Size, Actions: 3, _options.StepLimit,
            WorstReturn: -LeavingCost - (StepCost * _options.StepLimit));
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <inheritdoc/>
    public IEpisode Begin(int seed) => BeginRace(seed);

    /// <summary>As <see cref="Begin"/>, with the view as it is painted.</summary>
    /// <param name="seed">Of the track, as in gym; not negative.</param>
    public RacerEpisode BeginRace(int seed) => BeginOn(RaceTrack.Generate(seed));

    /// <summary>An episode on a given track.</summary>
    public RacerEpisode BeginOn(RaceTrack track) => new(track, _encoder, _options);
}
