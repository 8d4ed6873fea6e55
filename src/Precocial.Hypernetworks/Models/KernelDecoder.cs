using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>The decoder of kernels: the weights of convolutions and fully connected layers. What
/// <see cref="DecoderKind"/> chooses.</summary>
/// <remarks>Its neighbour <see cref="WeightDecoder"/> has what all hypernetworks share: the decoder of
/// vectors.</remarks>
internal abstract class KernelDecoder
{
    /// <summary>The decoder of a configuration.</summary>
    /// <param name="configuration">Sizes, and which decoder.</param>
    /// <param name="weights">The hypernetwork's, by name.</param>
    public static KernelDecoder Create(
        HypernetworkConfiguration configuration, IReadOnlyDictionary<string, Tensor> weights) =>
        configuration.Decoder == DecoderKind.Perceptron
            ? new PerceptronKernelDecoder(configuration, weights)
            : new ConvolutionKernelDecoder(configuration, weights);

    /// <summary>The same decoder with other tensors of the same values.</summary>
    public abstract KernelDecoder With(IReadOnlyDictionary<string, Tensor> weights);

    /// <summary>Takes over changed values of the weights.</summary>
    public abstract void Prepare(WorkerPool? workers);

    /// <summary>How kernels will be decoded.</summary>
    public abstract KernelDecoding Plan(IReadOnlyList<KernelTarget> targets);
}

/// <summary>A kernel that is to be decoded.</summary>
/// <param name="Node">The row of the embeddings that it is decoded from.</param>
/// <param name="Shape">At most the largest shape; the output channels of a classifier: at most the
/// classes.</param>
/// <param name="IsClassifier">Whether it is of the layer that gives the logits.</param>
internal readonly record struct KernelTarget(int Node, KernelShape Shape, bool IsClassifier);

/// <summary>How the kernels of one network are decoded.</summary>
internal abstract class KernelDecoding
{
    /// <summary>Where a target's kernel lies in the tensor that <see cref="Decode"/> gives for it.</summary>
    public abstract KernelBlock BlockOf(int target);

    /// <summary>Runs the decoder.</summary>
    /// <param name="x">Embeddings, [nodes, hidden].</param>
    /// <returns>For each target the tensor that its kernel lies in.</returns>
    public abstract Func<int, Tensor> Decode(Tensor x);
}
