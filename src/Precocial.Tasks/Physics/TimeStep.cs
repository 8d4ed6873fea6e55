namespace Precocial.Tasks.Physics;

/// <summary>What a solver needs to know of a step.</summary>
/// <param name="Seconds">Length.</param>
/// <param name="Ratio">Length over that of the step before, 0 at first: scales the warm start.</param>
/// <param name="VelocityRounds">Passes over all velocity constraints.</param>
/// <param name="PositionRounds">Most passes over all position constraints.</param>
internal readonly record struct TimeStep(float Seconds, float Ratio, int VelocityRounds, int PositionRounds);
