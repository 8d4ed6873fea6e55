using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Weights that come from one <see cref="SupernetWeights"/>, as they are or computed from its
/// tensors: what the training of a supernet needs beyond a source.</summary>
public interface ISharedWeights : IWeightSource
{
    /// <summary>The tensors that are trained.</summary>
    SupernetWeights Store { get; }

    /// <summary>The weights of a graph on a tape, so that gradients reach the store's tensors.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="tape">Where weights are computed that do not come out of the store as they are.</param>
    /// <param name="own">What stands for a tensor of the store on this tape: a share with gradients of its
    /// own.</param>
    /// <returns>One tensor for each of <see cref="ArchitectureGraph.WeightSpecs"/>.</returns>
    IReadOnlyList<Tensor> Compute(ArchitectureGraph graph, Tape tape, Func<Tensor, WeightSpec, Tensor> own);
}
