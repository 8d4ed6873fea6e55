namespace Precocial.Tensors;

/// <summary>Half a cosine wave from the first rate down to the last.</summary>
/// <remarks>last + (rate − last)·(1 + cos(π·step/total))/2. Source: Loshchilov and Hutter, "SGDR", ICLR 2017,
/// without restarts.</remarks>
/// <param name="Rate">The rate of step 0.</param>
/// <param name="Last">The rate that the run ends at.</param>
public sealed record CosineSchedule(float Rate, float Last = 0) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override float Value(int step, int total) =>
        Last + (Rate - Last) * 0.5f * (1 + MathF.Cos(MathF.PI * step / Math.Max(total, 1)));
}
