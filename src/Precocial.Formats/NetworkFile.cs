using System.Text;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats;

/// <summary>Saves and loads networks: architecture and weights.</summary>
/// <remarks>
/// <c>name.safetensors</c> is self-contained: the architecture is JSON in the file's metadata.
/// <c>name.json</c> is the architecture alone, with the weights in <c>name.safetensors</c> beside it.
/// <c>name.onnx</c> is what <see cref="OnnxFile"/> writes and reads.
/// </remarks>
public static class NetworkFile
{
    internal const string ArchitectureKey = "precocial.architecture";
    internal const string ProvenanceKey = "precocial.provenance";
    private const long MaxJson = 1 << 28;

    /// <summary>Saves a network; each file is there whole or not at all.</summary>
    /// <param name="network">What is saved.</param>
    /// <param name="path">Ends in <c>.safetensors</c>, <c>.onnx</c> or <c>.json</c>; the last writes both
    /// files.</param>
    /// <param name="notes">Further metadata, such as class names; keys that start with <c>precocial.</c> are
    /// taken.</param>
    /// <exception cref="ArgumentException">The path ends otherwise.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Save(Network network, string path, IReadOnlyDictionary<string, string>? notes = null)
    {
        if (IsOnnx(path))
        {
            OnnxFile.Save(network, path, notes);
            return;
        }
        SafeTensors.Save(WeightsPath(path), network.Weights, Metadata(network, notes));
        if (IsJson(path))
            AtomicFile.WriteText(path, network.Graph.ToJson());
    }

    /// <summary>Saves a network as one <c>.safetensors</c> file with the names that PyTorch gives its weights
    /// (<see cref="TorchNames"/>), so that <c>load_state_dict</c> takes it. <see cref="Load"/> reads it back.</summary>
    /// <inheritdoc cref="Save"/>
    public static void SaveForPyTorch(
        Network network, string path, IReadOnlyDictionary<string, string>? notes = null)
    {
        var tensors = new OrderedDictionary<string, Tensor>(StringComparer.Ordinal);
        foreach ((string name, Tensor tensor) in network.Weights)
            tensors.Add(TorchNames.Of(name), tensor);
        SafeTensors.Save(path, tensors, Metadata(network, notes));
    }

    /// <summary>Loads a network.</summary>
    /// <param name="path">Ends in <c>.safetensors</c> or <c>.json</c>, see <see cref="Save"/>, or in
    /// <c>.onnx</c>, see <see cref="OnnxFile"/>.</param>
    /// <exception cref="FileFormatException">A file is not sound, or the weights are not the
    /// architecture's.</exception>
    /// <exception cref="ArgumentException">The path ends otherwise.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static Network Load(string path)
    {
        if (IsOnnx(path))
            return OnnxFile.Load(path);
        string weightsPath = WeightsPath(path);
        SafeTensorsFile file = SafeTensors.Load(weightsPath);
        string json = IsJson(path) ? ReadText(path) : file.Metadata.GetValueOrDefault(ArchitectureKey)
            ?? throw new FileFormatException($"{Path.GetFileName(path)}: expected an architecture in its "
            + $"metadata ({ArchitectureKey}), but there is none. Load the .json file that belongs to it.");
        try
        {
            ArchitectureGraph graph = ArchitectureGraph.FromJson(json);
            return new Network(graph, WeightsOf(graph, file, Path.GetFileName(weightsPath)))
            {
                Provenance = file.Metadata.GetValueOrDefault(ProvenanceKey) ?? "unspecified",
            };
        }
        catch (GraphException e)
        {
            throw new FileFormatException($"{Path.GetFileName(path)}: {e.Message}", e);
        }
    }

    private static OrderedDictionary<string, string> Metadata(
        Network network, IReadOnlyDictionary<string, string>? notes)
    {
        var metadata = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in notes ?? new Dictionary<string, string>())
            metadata[key] = value;
        metadata[ArchitectureKey] = network.Graph.ToJson();
        metadata[ProvenanceKey] = network.Provenance;
        return metadata;
    }

    private static List<Tensor> WeightsOf(ArchitectureGraph graph, SafeTensorsFile file, string name)
    {
        var weights = new List<Tensor>();
        foreach (GraphWeight weight in graph.WeightSpecs)
        {
            if (!file.Tensors.TryGetValue(weight.Name, out Tensor? tensor)
                && !file.Tensors.TryGetValue(TorchNames.Of(weight.Name), out tensor))
                throw new FileFormatException($"{name}: expected a tensor \"{weight.Name}\" "
                    + $"{weight.Spec.Shape}, but there is none.");
            if (tensor.Shape != weight.Spec.Shape)
                throw new FileFormatException($"{name}, tensor \"{weight.Name}\": expected shape "
                    + $"{weight.Spec.Shape}, but found {tensor.Shape}.");
            weights.Add(weight.Spec.Trainable ? Tensor.From(tensor.Span, tensor.Shape, requiresGradient: true)
                : tensor);
        }
        if (file.Tensors.Count != weights.Count)
            throw new FileFormatException($"{name}: expected the {weights.Count} tensors of the "
                + $"architecture, but found {file.Tensors.Count}.");
        return weights;
    }

    private static string ReadText(string path)
    {
        if (new FileInfo(path).Length > MaxJson)
            throw new FileFormatException($"{Path.GetFileName(path)}: expected at most {MaxJson} bytes of "
                + "JSON.");
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)
                .GetString(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException e)
        {
            throw new FileFormatException($"{Path.GetFileName(path)}, byte {e.Index}: expected UTF-8.", e);
        }
    }

    private static bool IsJson(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static bool IsOnnx(string path) => path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    private static string WeightsPath(string path) =>
        IsJson(path) ? Path.ChangeExtension(path, ".safetensors")
        : path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase) ? path
        : throw new ArgumentException(
            $"A network is a .safetensors, .json or .onnx file, but the path is \"{path}\".", nameof(path));
}
