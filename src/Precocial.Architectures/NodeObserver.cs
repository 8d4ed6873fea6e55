using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Sees what the nodes of a network compute while it runs.</summary>
/// <param name="node">The number of the node in <see cref="ArchitectureGraph.Nodes"/>.</param>
/// <param name="output">What it computed, with the batch axis in front; on the tape of the run.</param>
/// <returns>What the nodes after it take: <paramref name="output"/> itself, or a tensor of its shape computed
/// from it. A factor of ones that requires a gradient, say, gets the gradient of the output times the
/// output.</returns>
public delegate Tensor NodeObserver(int node, Tensor output);
