using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Where a network's weights come from: the question that separates the search methods.</summary>
public interface IWeightSource
{
    /// <summary>How the weights were obtained, in words for a table: "He initialisation", "shared
    /// weights".</summary>
    string Provenance { get; }

    /// <summary>Weights for every node of a graph, in the order of
    /// <see cref="ArchitectureGraph.WeightSpecs"/>.</summary>
    IReadOnlyList<Tensor> Provide(ArchitectureGraph graph, Rng rng);
}
