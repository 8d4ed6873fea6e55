namespace Precocial;

/// <summary>How <see cref="VaeTraining"/> trains.</summary>
public sealed record VaeTrainingOptions
{
    /// <summary>Numbers that a frame becomes; 16 as published.</summary>
    public int Latents { get; init; } = 16;

    /// <summary>How often every frame is seen.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Frames to a step.</summary>
    public int BatchSize { get; init; } = 50;

    /// <summary>Adam's. Ten times the published 1e-4, which was for a hundred times as many frames.</summary>
    public float LearningRate { get; init; } = 1e-3f;

    /// <summary>The share of the frames that are kept back, to be judged by.</summary>
    public double HeldOut { get; init; } = 0.1;
}
