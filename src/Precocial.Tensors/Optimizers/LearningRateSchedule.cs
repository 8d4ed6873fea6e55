namespace Precocial.Tensors;

/// <summary>How the learning rate changes over a training run.</summary>
public abstract record LearningRateSchedule
{
    /// <summary>The factor on the base rate at a step.</summary>
    /// <param name="step">0..<paramref name="total"/>−1.</param>
    /// <param name="total">Steps of the whole run.</param>
    public abstract float Value(int step, int total);
}
