namespace Precocial.Tensors;

/// <summary>The learning rate over a training run. Values, free of state: ask for any step.</summary>
public abstract record LearningRateSchedule
{
    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">0..<paramref name="total"/>−1.</param>
    /// <param name="total">Steps of the whole run.</param>
    public abstract float Value(int step, int total);
}
