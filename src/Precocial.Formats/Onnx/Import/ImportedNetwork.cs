using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats;

/// <summary>A network that another program wrote, and what its weights are called there.</summary>
/// <param name="Network">Runs, trains and is saved like any other.</param>
/// <param name="Names">By our full name of a weight. A weight that was computed from several initializers, or that no
/// initializer holds, has no entry.</param>
/// <param name="Notes">What differs from the file, a line each: a softmax at the end that is left out, parameters
/// that were shared.</param>
/// <param name="NotFinite">How many weights are NaN or infinite.</param>
public sealed record ImportedNetwork(
    Network Network, IReadOnlyDictionary<string, OnnxName> Names, IReadOnlyList<string> Notes, long NotFinite)
{
    /// <summary>The weights of a network of the same graph under the names and in the shapes of the ONNX
    /// file.</summary>
    /// <remarks>Weights without an entry in <see cref="Names"/> keep our name and shape. Names that PyTorch makes up
    /// for matrices that it transposed or folded (<c>onnx::MatMul_123</c>) are replaced by ours, which PyTorch
    /// calls the parameter: untransposed.</remarks>
    /// <param name="network">This network, or one of the same graph with other weights.</param>
    public IReadOnlyDictionary<string, Tensor> ToInitializers(Network network)
    {
        var tensors = new OrderedDictionary<string, Tensor>(StringComparer.Ordinal);
        foreach ((string name, Tensor tensor) in network.Weights)
        {
            if (!Names.TryGetValue(name, out OnnxName? known) || known.Initializer.Contains("::"))
                tensors.TryAdd(name, tensor);
            else
                tensors.TryAdd(known.Initializer, As(tensor, known));
        }
        return tensors;
    }

    private static Tensor As(Tensor tensor, OnnxName name)
    {
        if (!name.Transposed)
            return tensor.Shape == name.Shape ? tensor : Tensor.From(tensor.Span, name.Shape);
        Tensor transposed = Tensor.Zeros(name.Shape);
        Onnx.WeightTransposition.Run(tensor.Span, tensor.Shape[0], tensor.Shape[1], transposed.Span);
        return transposed;
    }
}
