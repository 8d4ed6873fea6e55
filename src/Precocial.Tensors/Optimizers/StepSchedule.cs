using System.Collections.Immutable;

namespace Precocial.Tensors;

/// <summary>A rate that is multiplied at points of the run.</summary>
/// <param name="Rate">The rate of step 0.</param>
/// <param name="Factor">What the rate is multiplied by at each point.</param>
/// <param name="Points">Shares of the run, in (0, 1): 0.5 for half of the steps.</param>
public sealed record StepSchedule(float Rate, float Factor,
    ImmutableArray<float> Points) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override float Value(int step, int total)
    {
        float rate = Rate;
        foreach (float point in Points)
        {
            if (step >= point * total)
                rate *= Factor;
        }
        return rate;
    }
}
