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
        int outputs = Axis(tensors, "bias_class.1.weight", 1), both = Axis(tensors, "decoder.conv.2.bias", 0);
        int positions = Axis(tensors, "decoder.fc.0.bias", 0) / (4 * Math.Max(1, hidden));
        int window = (int)Math.Sqrt(positions);
        if (outputs < 1 || window < 1)
            throw new ArgumentException("its decoder's tensors are empty.");
        bool normalizes = tensors.ContainsKey("ln.weight");
        return new HypernetworkConfiguration
        {
            Hidden = hidden,
            Classes = classes,
            MaxShape = new KernelShape(outputs, both / outputs, window, window),
            Kind = tensors.ContainsKey("gnn.fc.0.weight") ? HypernetworkKind.Perceptron : HypernetworkKind.GatedGraph,
            VirtualEdges = tensors.ContainsKey("gnn.mlp.fc.0.weight") && !tensors.ContainsKey("gnn.mlp_ve.fc.0.weight")
                ? 1
                : HypernetworkConfiguration.Ghn2.VirtualEdges,
            LayerNorm = normalizes,
            NormalizesWeights = normalizes,
        };
    }

    private static int Axis(IReadOnlyDictionary<string, Tensor> tensors, string name, int axis) =>
        tensors.TryGetValue(name, out Tensor? tensor) && tensor.Shape.Rank > axis
            ? tensor.Shape[axis]
            : throw new ArgumentException($"there is no tensor \"{name}\" in it.");
}
