using Precocial.Tensors;

namespace Precocial.Formats;

/// <summary>What a weight of an imported network is called in its ONNX file.</summary>
/// <param name="Initializer">The initializer's name: what PyTorch calls the parameter, where PyTorch wrote the
/// file and left the parameter as it is.</param>
/// <param name="Shape">Its shape there. The elements are in the same order as ours, unless transposed.</param>
/// <param name="Transposed">Whether it is the transpose of ours: [in, out] where ours is [out, in].</param>
public sealed record OnnxName(string Initializer, Shape Shape, bool Transposed);
