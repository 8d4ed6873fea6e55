using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>Decodes kernels position by position, with the same two layers at each.</summary>
/// <remarks>Source: the convolutional decoder of Knyazev et al., NeurIPS 2021, appendix B; see
/// <see cref="TensorOperations.DecodeKernels"/>.</remarks>
internal sealed class ConvolutionKernelDecoder : KernelDecoder
{
    private readonly HypernetworkConfiguration _configuration;
    private readonly IReadOnlyDictionary<string, Tensor> _weights;
    private readonly PreparedKernels _prepared;

    public ConvolutionKernelDecoder(
        HypernetworkConfiguration configuration, IReadOnlyDictionary<string, Tensor> weights)
        : this(configuration, weights, new PreparedKernels(SizeOf(configuration))) => Prepare(workers: null);

    private ConvolutionKernelDecoder(HypernetworkConfiguration configuration,
        IReadOnlyDictionary<string, Tensor> weights, PreparedKernels prepared) =>
        (_configuration, _weights, _prepared) = (configuration, weights, prepared);

    public override KernelDecoder With(IReadOnlyDictionary<string, Tensor> weights) =>
        new ConvolutionKernelDecoder(_configuration, weights, _prepared);

    public override void Prepare(WorkerPool? workers) =>
        _prepared.Update(KernelWeights(name => _weights[name]), workers);

    public override KernelDecoding Plan(IReadOnlyList<KernelTarget> targets) => new Decoding(this, targets);

    private static KernelDecoderSize SizeOf(HypernetworkConfiguration c) =>
        new(c.Hidden, 4 * c.Hidden, 8 * c.Hidden, c.MaxShape.Out, c.MaxShape.In, c.MaxShape.Width);

    private KernelDecoderWeights KernelWeights(Func<string, Tensor> weight) =>
        new(weight("decoder.fc.0.weight"), weight("decoder.fc.0.bias"), weight("decoder.conv.0.weight"),
            weight("decoder.conv.0.bias"), weight("decoder.conv.2.weight"), weight("decoder.conv.2.bias"),
            SizeOf(_configuration));

    // w[c, i] = b_c + Σ_o K[c, o]·φ(w[o, i]): [classes, inputs].
    private Tensor Classifier(Tensor kernels, KernelBlock block)
    {
        Tape tape = kernels.Tape!;
        int classes = _configuration.Classes, outputs = block.Outputs, inputs = block.Inputs;
        Tensor layer = On(tape, "decoder.class_layer_predictor.1.weight").Reshape([classes, outputs]),
            bias = On(tape, "decoder.class_layer_predictor.1.bias");
        Tensor values = kernels.Slice(0, block.Offset, outputs * inputs).Rectify(_configuration.LeakySlope);
        bool byInput = block.StrideOut == 1 && inputs > 1;
        Tensor product = layer.MatMul(values.Reshape(byInput ? [inputs, outputs] : [outputs, inputs]),
            transposeB: byInput);
        return product.Reshape([1, classes, inputs]).AddBias(bias);
    }

    private Tensor On(Tape tape, string name) => tape.Input(_weights[name]);

    private sealed class Decoding(ConvolutionKernelDecoder decoder, IReadOnlyList<KernelTarget> targets)
        : KernelDecoding
    {
        private readonly KernelDecoderPlan _plan = new(SizeOf(decoder._configuration),
            [.. targets.Select(target => RequestOf(target, decoder._configuration.MaxShape.Out))]);

        public override KernelBlock BlockOf(int target)
        {
            KernelShape shape = targets[target].Shape;
            return targets[target].IsClassifier
                ? new(0, shape.Out, shape.In, 1, 1, shape.In, 1, 0)
                : _plan.BlockOfRequest[target];
        }

        public override Func<int, Tensor> Decode(Tensor x)
        {
            Tensor kernels = x.DecodeKernels(_plan, decoder.KernelWeights(name => decoder.On(x.Tape!, name)),
                decoder._prepared, decoder._configuration.LeakySlope);
            return target => targets[target].IsClassifier
                ? decoder.Classifier(kernels, _plan.BlockOfRequest[target])
                : kernels;
        }

        // A classifier is computed from all outputs of one position.
        private static KernelRequest RequestOf(KernelTarget target, int outputs)
        {
            (int node, KernelShape shape, bool classifier) = target;
            return new(node, classifier ? outputs : shape.Out, shape.In, shape.Height, shape.Width);
        }
    }
}
