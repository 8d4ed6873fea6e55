namespace Precocial.Architectures;

/// <summary>What one node of a graph costs.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Parameters">Trained values.</param>
/// <param name="Flops">Floating-point operations for one sample; a multiply-add counts as two.</param>
/// <param name="ActivationBytes">Bytes of its output for one sample.</param>
public readonly record struct NodeCost(string Name, long Parameters, long Flops, long ActivationBytes);
