using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>A node of the network under construction, before it has a name and a number.</summary>
/// <param name="Index">The order in which nodes were made.</param>
/// <param name="Primitive">What it computes.</param>
/// <param name="Inputs">Earlier nodes.</param>
/// <param name="Shape">Its output for one sample.</param>
/// <param name="Hint">What the ONNX node is called.</param>
/// <param name="Weights">In the primitive's order.</param>
internal sealed record ImportNode(
    int Index, Primitive Primitive, ImportNode[] Inputs, Shape Shape, string Hint, ImportWeight[] Weights)
{
    public bool Equals(ImportNode? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Index;
}

/// <summary>Where the elements of one weight come from.</summary>
/// <param name="Constant">The elements, in the order of the weight's own shape, or transposed; null for
/// <paramref name="Fill"/> throughout.</param>
/// <param name="Transposed">Whether the constant is the transpose of the weight.</param>
/// <param name="Fill">Every element, where there is no constant.</param>
/// <param name="Factor">What the elements are multiplied by.</param>
internal sealed record ImportWeight(
    OnnxConstant? Constant, bool Transposed = false, float Fill = 0, float Factor = 1);
