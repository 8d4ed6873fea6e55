using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>From embeddings to weight tensors: the decoders of a hypernetwork.</summary>
/// <remarks>Source: Knyazev et al., NeurIPS 2021, §2.1 and appendix B; the layouts are the released
/// code's.</remarks>
internal sealed class WeightDecoder(
    HypernetworkConfiguration configuration, IReadOnlyDictionary<string, Tensor> weights)
{
    /// <summary>Runs the decoders; then each weight of the plan is a tiling of
    /// <see cref="Decoded.Of"/>.</summary>
    public Decoded Decode(Tensor x, DecodingPlan plan)
    {
        Func<int, Tensor>? kernels = plan.Kernels?.Decode(x);
        Tensor? vectors = null;
        if (!plan.VectorRows.IsEmpty)
        {
            Tensor hidden = x.Gather(plan.VectorRows.AsSpan())
                .Linear(On(x, "decoder_1d.fc.0.weight"), On(x, "decoder_1d.fc.0.bias"));
            vectors = hidden.Rectify(configuration.LeakySlope)
                .Linear(On(x, "decoder_1d.fc.2.weight"), On(x, "decoder_1d.fc.2.bias"));
        }
        return new Decoded(this, kernels, vectors);
    }

    private Tensor ClassOffsets(Tensor vectors, int row)
    {
        int outputs = configuration.MaxShape.Out;
        Tensor values = vectors.Slice(0, row, 1).Slice(1, outputs, outputs);
        return values.Rectify(configuration.LeakySlope)
            .Linear(On(vectors, "bias_class.1.weight"), On(vectors, "bias_class.1.bias"));
    }

    private Tensor On(Tensor x, string name) => x.Tape!.Input(weights[name]);

    /// <summary>What the decoders gave.</summary>
    internal readonly struct Decoded(WeightDecoder decoder, Func<int, Tensor>? kernels, Tensor? vectors)
    {
        /// <summary>The tensor that a weight is a tiling of.</summary>
        public Tensor Of(DecodedWeight weight) => weight.From switch
        {
            DecodedFrom.Kernels => kernels!(weight.Source),
            DecodedFrom.Vectors => vectors!,
            _ => decoder.ClassOffsets(vectors!, weight.Source),
        };
    }
}
