using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>Weights that a <see cref="GraphHypernetwork"/> gave a network.</summary>
/// <param name="Tensors">In the order of <see cref="ArchitectureGraph.WeightSpecs"/>.</param>
/// <param name="PredictedParameters">Numbers that were predicted.</param>
/// <param name="InitializedParameters">Numbers that were initialised instead, because the hypernetwork has no
/// word for their layer; running statistics do not count.</param>
/// <param name="Skipped">The names of the tensors that were initialised.</param>
/// <param name="Nodes">Nodes of the network's graph as the hypernetwork sees it.</param>
public sealed record Prediction(IReadOnlyList<Tensor> Tensors, long PredictedParameters,
    long InitializedParameters,
    ImmutableArray<string> Skipped, int Nodes);
