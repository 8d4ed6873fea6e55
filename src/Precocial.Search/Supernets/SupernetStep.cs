namespace Precocial.Search;

/// <summary>What one step of a <see cref="SupernetTraining"/> did.</summary>
/// <param name="Step">Its number, from 1.</param>
/// <param name="Loss">Mean over its networks.</param>
/// <param name="Accuracy">On the training samples, mean over its networks, 0 to 1.</param>
/// <param name="GradientNorm">Before clipping.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="Tensors">How many trained tensors its networks used together.</param>
public readonly record struct SupernetStep(
    long Step, double Loss, double Accuracy, double GradientNorm, double Rate, int Tensors);
