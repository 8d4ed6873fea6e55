namespace Precocial.Tensors;

/// <summary>A rate that rises in a straight line over the first steps, then follows another
/// schedule.</summary>
/// <param name="Steps">How many steps the rise takes.</param>
/// <param name="Then">The schedule of the steps after it, which it begins and ends.</param>
public sealed record WarmUpSchedule(int Steps, LearningRateSchedule Then) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override float Value(int step, int total) =>
        step < Steps
            ? Then.Value(0, total - Steps) * (step + 1) / Steps
            : Then.Value(step - Steps, total - Steps);
}
