using System.Runtime.InteropServices;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial;

/// <summary>All weights of a network one after the other, float32, in the graph's order: a row of the work
/// log.</summary>
/// <remarks>Its nearest neighbour, safetensors, names them and is for other programs.</remarks>
internal static class WeightBytes
{
    public static byte[] Of(Network network)
    {
        var bytes = new byte[sizeof(float) * network.Weights.Values.Sum(weight => weight.Count)];
        int position = 0;
        foreach (Tensor weight in network.Weights.Values)
        {
            MemoryMarshal.AsBytes(weight.Span).CopyTo(bytes.AsSpan(position));
            position += sizeof(float) * weight.Count;
        }
        return bytes;
    }

    /// <summary>The network with these weights; null when the bytes are not those of such a
    /// network.</summary>
    public static Network? Restore(ArchitectureGraph graph, ReadOnlySpan<byte> bytes, string provenance)
    {
        var weights = new Tensor[graph.WeightSpecs.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            WeightSpec spec = graph.WeightSpecs[i].Spec;
            int size = sizeof(float) * spec.Shape.Count;
            if (bytes.Length < size)
                return null;
            weights[i] = Tensor.From(MemoryMarshal.Cast<byte, float>(bytes[..size]), spec.Shape,
                spec.Trainable);
            bytes = bytes[size..];
        }
        return bytes.IsEmpty ? new Network(graph, weights) { Provenance = provenance } : null;
    }
}
