namespace Precocial.Tensors.Tests;

/// <summary>A function of some tensors whose gradients are to be checked.</summary>
/// <param name="Name">For the failure message.</param>
/// <param name="Inputs">Where to differentiate: away from kinks by more than
/// <see cref="GradientCheck.Reach"/>.</param>
/// <param name="Function">Deterministic; its output may have any shape.</param>
public sealed record GradientCase(string Name, Tensor[] Inputs, Func<Tensor[], Tensor> Function)
{
    public override string ToString() => Name;
}
