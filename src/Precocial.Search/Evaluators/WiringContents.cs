using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Tells wirings apart by all that is in them: their own hash is quick and coarse.</summary>
internal sealed class WiringContents : IEqualityComparer<NeuronWiring>
{
    public static WiringContents Comparer { get; } = new();

    public bool Equals(NeuronWiring? x, NeuronWiring? y) => x is null ? y is null : x.Equals(y);

    public int GetHashCode([DisallowNull] NeuronWiring wiring)
    {
        HashCode hash = default;
        hash.AddBytes(MemoryMarshal.AsBytes(wiring.Sources.AsSpan()));
        hash.AddBytes(MemoryMarshal.AsBytes(wiring.Targets.AsSpan()));
        hash.AddBytes(MemoryMarshal.AsBytes(wiring.Functions.AsSpan()));
        return hash.ToHashCode();
    }
}
