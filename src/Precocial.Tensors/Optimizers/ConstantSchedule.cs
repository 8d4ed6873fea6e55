namespace Precocial.Tensors;

/// <summary>The same rate in every step.</summary>
/// <param name="Rate">The learning rate.</param>
public sealed record ConstantSchedule(float Rate) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override float Value(int step, int total) => Rate;
}
