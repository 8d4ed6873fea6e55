namespace Precocial.Hypernetworks;

/// <summary>What one step of a <see cref="HypernetworkTraining"/> did.</summary>
/// <param name="Step">Its number, from 1.</param>
/// <param name="Loss">Mean over its networks.</param>
/// <param name="Losses">Of each network.</param>
/// <param name="Accuracy">On the training images, mean over its networks, 0 to 1.</param>
/// <param name="GradientNorm">Before clipping.</param>
/// <param name="LearningRate">The rate.</param>
/// <param name="Nodes">Of all its networks together.</param>
/// <param name="Retries">How often it was tried again.</param>
public sealed record HypernetworkStep(long Step, double Loss, IReadOnlyList<double> Losses, double Accuracy,
    double GradientNorm, double LearningRate, int Nodes, int Retries);
