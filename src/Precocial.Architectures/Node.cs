using System.Collections.Immutable;

namespace Precocial.Architectures;

/// <summary>One operation of an <see cref="ArchitectureGraph"/>.</summary>
/// <param name="Name">Unique in the graph; the prefix of its weights' names (<c>stem.weight</c>).</param>
/// <param name="Primitive">What it computes.</param>
/// <param name="Inputs">Indices of earlier nodes, in the primitive's order.</param>
public sealed record Node(string Name, Primitive Primitive, ImmutableArray<int> Inputs)
{
    /// <inheritdoc/>
    public bool Equals(Node? other) =>
        other is not null && Name == other.Name && Primitive == other.Primitive
            && Inputs.SequenceEqual(other.Inputs);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Primitive, Inputs.Length);
}
