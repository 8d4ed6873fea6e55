using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Runs a network with the absolute values of its weights on an input of ones, without
/// normalisations, in a range that float32 does not have: the forward pass of
/// <see cref="Synflow"/>.</summary>
internal sealed class SynapticFlow
{
    private readonly ArchitectureGraph _graph;
    private readonly Tape _tape;
    private readonly Tensor[] _weights;

    public SynapticFlow(Network network, Tape tape)
    {
        (_graph, _tape) = (network.Graph, tape);
        _weights =
        [
            .. _graph.WeightSpecs.Select(weight =>
                Absolute(network.Weights[weight.Name], weight.Spec.Role)),
        ];
    }

    /// <summary>The absolute kernels, which get gradients.</summary>
    public IEnumerable<Tensor> Kernels => _weights.Where(weight => weight.RequiresGradient);

    /// <summary>The output for one sample of ones.</summary>
    public ScaledTensor Run()
    {
        var outputs = new ScaledTensor[_graph.Nodes.Length];
        Tensor ones = Tensor.Zeros(Shape.Create([1, .. _graph.InputShape.ToArray()]));
        ones.Span.Fill(1);
        outputs[0] = new(_tape.Input(ones), 0);
        for (int i = 1; i < outputs.Length; i++)
            outputs[i] = Apply(i, [.. _graph.Nodes[i].Inputs.Select(input => outputs[input])]);
        return outputs[^1];
    }

    private ScaledTensor Apply(int index, ScaledTensor[] inputs)
    {
        Node node = _graph.Nodes[index];
        switch (node.Primitive)
        {
            case Activation or BatchNorm or LayerNorm or Dropout or Standardize or Identity or ChannelScale:
                return inputs[0];
            case Attention:
                return MeanOfValues(inputs[0]);
            case Convolution or DepthwiseConvolution or Linear or Sum or Concat or Zero or AveragePool
                or MaxPool or GlobalAveragePool or Flatten or Subsample or Shift or LayerScale
                or ImageToTokens or TokensToImage or PositionEncoding or ClassToken or SelectToken:
                return ApplyPrimitive(index, inputs);
            default:
                throw new SearchException($"synflow: no flow is defined through {node.Primitive.Kind} (node "
                    + $"{node.Name}). Judge such networks by another proxy.");
        }
    }

    // f(x·2^e, b) = f(x, b·2^−e)·2^e for these: linear in inputs and offsets together, or the largest of
    // inputs.
    private ScaledTensor ApplyPrimitive(int index, ScaledTensor[] inputs)
    {
        List<ScaledTensor> weights = [];
        for (int i = 0; i < _weights.Length; i++)
        {
            GraphWeight weight = _graph.WeightSpecs[i];
            if (weight.Node == index)
                weights.Add(new(_weights[i], Adds(weight.Spec.Role) ? 0 : ScaledTensor.OfZeros));
        }
        int exponent = inputs.Max(input => input.Exponent);
        foreach (ScaledTensor weight in weights.Where(weight => weight.Exponent == 0))
            exponent = Math.Max(exponent, ScaledTensor.ExponentOf(weight.Value));
        if (exponent == ScaledTensor.OfZeros)
            exponent = 0;
        Tensor output = _graph.Nodes[index].Primitive.Apply(
            [.. inputs.Select(input => input.With(exponent))],
            [.. weights.Select(w => w.Exponent == 0 ? Offset(w.Value, exponent) : w.Value)],
            default);
        return ScaledTensor.Of(output, exponent);
    }

    // Zeros stay as they are: the factor may be infinite.
    private Tensor Offset(Tensor offset, int exponent) =>
        ScaledTensor.ExponentOf(offset) == ScaledTensor.OfZeros
            ? offset
            : new ScaledTensor(_tape.Input(offset), 0).With(exponent);

    // As if every query were as near to every key: [1, tokens, 3·d] to [1, tokens, d].
    private static ScaledTensor MeanOfValues(ScaledTensor input)
    {
        int tokens = input.Value.Shape[1], features = input.Value.Shape[2] / 3;
        Tensor values = input.Value.Slice(axis: 2, start: 2 * features, length: features);
        return ScaledTensor.Of(values.Mean([1], keepAxes: true).Tile(1, tokens, 1), input.Exponent);
    }

    private static bool Adds(WeightRole role) => role is WeightRole.Bias or WeightRole.Position;

    private static Tensor Absolute(Tensor weight, WeightRole role)
    {
        Tensor absolute = Tensor.From(weight.Span, weight.Shape, requiresGradient: role == WeightRole.Kernel);
        foreach (ref float w in absolute.Span)
            w = Math.Abs(w);
        return absolute;
    }
}
