namespace Precocial.Tasks;

/// <summary>What of <see cref="Racer"/> can be varied; the defaults are what we train and report
/// with.</summary>
public sealed record RacerOptions
{
    /// <summary>What becomes of a frame's brightness before it is encoded. The encoder must have been trained
    /// with the same.</summary>
    public FrameScaling Scaling { get; init; } = FrameScaling.Plain;

    /// <summary>An episode never lasts longer: 1001 as published (its counter has to exceed 1000).</summary>
    public int StepLimit { get; init; } = 1001;
}
