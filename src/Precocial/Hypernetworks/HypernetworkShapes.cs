using Precocial.Hypernetworks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Compares a file's tensors with a configuration before memory is taken for it, and finds the configuration
/// where the file does not say.</summary>
internal static class HypernetworkShapes
{
    /// <summary>Checks that the tensors are the configuration's.</summary>
    /// <exception cref="ArgumentException">The first that is missing, unknown or of another shape.</exception>
    public static void Check(HypernetworkConfiguration configuration, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, Shape shape) in GraphHypernetwork.NamesAndShapes(configuration))
        {
            names.Add(name);
            if (!tensors.TryGetValue(name, out Tensor? tensor))
                throw new ArgumentException($"the tensor \"{name}\" {shape} is missing.");
            if (tensor.Shape != shape)
                throw new ArgumentException($"the tensor \"{name}\" must be {shape}, but is {tensor.Shape}.");
        }
        if (tensors.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
            throw new ArgumentException($"the tensor \"{unknown}\" is not one of its.");
    }

    /// <summary>The configuration that has these tensors.</summary>
    /// <exception cref="ArgumentException">None has.</exception>
    public static HypernetworkConfiguration ConfigurationOf(IReadOnlyDictionary<string, Tensor> tensors)
    {
        int hidden = Axis(tensors, "embed.weight", 1), classes = Axis(tensors, "bias_class.1.weight", 0);
        bool perceptron = tensors.ContainsKey("decoder.mlp.fc.2.bias");
        bool normalizes = tensors.ContainsKey("ln.weight");
        return new HypernetworkConfiguration
        {
            Hidden = hidden,
            Classes = classes,
            MaxShape = perceptron ? PerceptronShape(tensors, classes) : ConvolutionShape(tensors, hidden),
            Decoder = perceptron ? DecoderKind.Perceptron : DecoderKind.Convolution,
            Kind = tensors.ContainsKey("gnn.fc.0.weight") ? HypernetworkKind.Perceptron : HypernetworkKind.GatedGraph,
            VirtualEdges = tensors.ContainsKey("gnn.mlp.fc.0.weight") && !tensors.ContainsKey("gnn.mlp_ve.fc.0.weight")
                ? 1
                : HypernetworkConfiguration.Ghn2.VirtualEdges,
            LayerNorm = normalizes,
            NormalizesWeights = normalizes,
        };
    }

    private static KernelShape ConvolutionShape(IReadOnlyDictionary<string, Tensor> tensors, int hidden)
    {
        int outputs = Axis(tensors, "bias_class.1.weight", 1), both = Axis(tensors, "decoder.conv.2.bias", 0);
        return Square(outputs, both / Math.Max(1, outputs),
            Axis(tensors, "decoder.fc.0.bias", 0) / (4 * Math.Max(1, hidden)));
    }

    private static KernelShape PerceptronShape(IReadOnlyDictionary<string, Tensor> tensors, int classes)
    {
        int outputs = Axis(tensors, "bias_class.1.weight", 1);
        int inputs = Axis(tensors, "decoder.class_layer_predictor.1.bias", 0) / Math.Max(1, classes);
        return Square(outputs, inputs,
            Axis(tensors, "decoder.mlp.fc.2.bias", 0) / Math.Max(1, outputs) / Math.Max(1, inputs));
    }

    private static KernelShape Square(int outputs, int inputs, int positions)
    {
        int window = (int)Math.Sqrt(positions);
        return outputs > 0 && window > 0
            ? new KernelShape(outputs, inputs, window, window)
            : throw new ArgumentException("its decoder's tensors are empty.");
    }

    private static int Axis(IReadOnlyDictionary<string, Tensor> tensors, string name, int axis) =>
        tensors.TryGetValue(name, out Tensor? tensor) && tensor.Shape.Rank > axis
            ? tensor.Shape[axis]
            : throw new ArgumentException($"there is no tensor \"{name}\" in it.");
}
