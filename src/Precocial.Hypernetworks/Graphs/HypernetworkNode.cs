using System.Collections.Immutable;

namespace Precocial.Hypernetworks;

/// <summary>One node of a <see cref="HypernetworkGraph"/>.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Name">For messages and drawings; not seen by the hypernetwork.</param>
/// <param name="Shape">The shape that it is embedded with: of its weight, or 1x1 and the window of a pool;
/// null for none.</param>
/// <param name="Weights">The tensors that are decoded from it; none, one, or the two of a
/// normalisation.</param>
public sealed record HypernetworkNode(
    NodeKind Kind, string Name, KernelShape? Shape, ImmutableArray<NodeWeight> Weights)
{
    /// <summary>A node without weights.</summary>
    public HypernetworkNode(NodeKind kind, string name, KernelShape? shape = null)
        : this(kind, name, shape, []) { }

    /// <summary>A node of one weight tensor, which is embedded with its shape.</summary>
    public HypernetworkNode(NodeKind kind, NodeWeight weight)
        : this(kind, weight.Name, KernelShape.Of(weight.Shape), [weight]) { }

    /// <summary>A node of a normalisation's factors and offsets.</summary>
    public HypernetworkNode(NodeKind kind, NodeWeight scale, NodeWeight offset)
        : this(kind, scale.Name, KernelShape.Of(scale.Shape), [scale, offset]) { }
}
