using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>From embeddings to weight tensors: the decoders of a hypernetwork.</summary>
/// <remarks>Source: Knyazev et al., NeurIPS 2021, §2.1 and appendix B; the layouts are the released
/// code's.</remarks>
internal sealed class WeightDecoder(HypernetworkConfiguration configuration,
    IReadOnlyDictionary<string, Tensor> weights, PreparedKernels prepared)
{
    /// <summary>The kernel decoder's weights, as they are.</summary>
    public static KernelDecoderWeights KernelWeights(
        HypernetworkConfiguration configuration, Func<string, Tensor> weight) =>
        new(weight("decoder.fc.0.weight"), weight("decoder.fc.0.bias"), weight("decoder.conv.0.weight"),
            weight("decoder.conv.0.bias"), weight("decoder.conv.2.weight"), weight("decoder.conv.2.bias"),
            DecodingPlan.SizeOf(configuration));

    /// <summary>Runs the decoders; then each weight of the plan is a tiling of
    /// <see cref="Decoded.Of"/>.</summary>
    public Decoded Decode(Tensor x, DecodingPlan plan)
    {
        Tensor? kernels = null, vectors = null;
        if (plan.Kernels.Length > 0)
        {
            kernels = x.DecodeKernels(plan.Kernels, KernelWeights(configuration, name => On(x, name)),
                prepared, configuration.LeakySlope);
        }
        if (!plan.VectorRows.IsEmpty)
        {
            Tensor hidden = x.Gather(plan.VectorRows.AsSpan())
                .Linear(On(x, "decoder_1d.fc.0.weight"), On(x, "decoder_1d.fc.0.bias"));
            vectors = Rectify(hidden).Linear(On(x, "decoder_1d.fc.2.weight"), On(x, "decoder_1d.fc.2.bias"));
        }
        return new Decoded(this, kernels, vectors);
    }

    // w[c, i] = b_c + Σ_o K[c, o]·φ(w[o, i]): [classes, inputs].
    private Tensor ClassKernels(Tensor kernels, KernelBlock block)
    {
        int classes = configuration.Classes, outputs = block.Outputs, inputs = block.Inputs;
        Tensor layer = On(kernels, "decoder.class_layer_predictor.1.weight").Reshape([classes, outputs]),
            bias = On(kernels, "decoder.class_layer_predictor.1.bias");
        Tensor values = Rectify(kernels.Slice(0, block.Offset, outputs * inputs));
        bool byInput = block.StrideOut == 1 && inputs > 1;
        Tensor product = layer.MatMul(values.Reshape(byInput ? [inputs, outputs] : [outputs, inputs]),
            transposeB: byInput);
        return product.Reshape([1, classes, inputs]).AddBias(bias);
    }

    private Tensor ClassOffsets(Tensor vectors, int row)
    {
        int outputs = configuration.MaxShape.Out;
        Tensor values = vectors.Slice(0, row, 1).Slice(1, outputs, outputs);
        return Rectify(values).Linear(On(vectors, "bias_class.1.weight"), On(vectors, "bias_class.1.bias"));
    }

    private Tensor Rectify(Tensor x) =>
        configuration.LeakySlope == 0 ? x.Relu() : x.Maximum(x * configuration.LeakySlope);

    private Tensor On(Tensor x, string name) => x.Tape!.Input(weights[name]);

    /// <summary>What the decoders gave.</summary>
    internal readonly struct Decoded(WeightDecoder decoder, Tensor? kernels, Tensor? vectors)
    {
        /// <summary>The tensor that a weight is a tiling of.</summary>
        public Tensor Of(DecodedWeight weight) => weight.From switch
        {
            DecodedFrom.Kernels => kernels!,
            DecodedFrom.ClassKernels => decoder.ClassKernels(kernels!, weight.Kernel),
            DecodedFrom.Vectors => vectors!,
            _ => decoder.ClassOffsets(vectors!, weight.VectorRow),
        };
    }
}
