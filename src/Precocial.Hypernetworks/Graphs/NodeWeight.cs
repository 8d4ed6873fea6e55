using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>A weight tensor that a node of a <see cref="HypernetworkGraph"/> stands for.</summary>
/// <param name="Name">Its full name in the network.</param>
/// <param name="Shape">Its real shape.</param>
/// <param name="Part">How it is decoded.</param>
public readonly record struct NodeWeight(string Name, Shape Shape, WeightPart Part);

/// <summary>How a weight tensor is decoded from the embedding of its node.</summary>
public enum WeightPart
{
    /// <summary>A convolution's kernel or a matrix: by the kernel decoder.</summary>
    Kernel,

    /// <summary>The matrix that gives the logits: by the kernel decoder, then a linear layer over its
    /// outputs.</summary>
    ClassKernel,

    /// <summary>A tensor that marks positions: by the kernel decoder.</summary>
    Position,

    /// <summary>The factors of a normalisation: first half of the vector decoder's output.</summary>
    Scale,

    /// <summary>Offsets of a normalisation, convolution or linear layer: second half of the vector decoder's
    /// output.</summary>
    Offset,

    /// <summary>The offsets of the logits: second half of the vector decoder's output, then a linear
    /// layer.</summary>
    ClassOffset,
}
