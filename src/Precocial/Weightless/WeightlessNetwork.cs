using Precocial.Architectures;
using Precocial.Formats;
using Precocial.Tensors;

namespace Precocial;

/// <summary>A network written neuron by neuron, as files hold it: its wiring, and weights of its own where it has
/// some.</summary>
/// <param name="Wiring">The network.</param>
/// <param name="Weights">One for each connection; null when the file has none, or one value for all.</param>
/// <param name="SharedWeight">The one value for all, where the file has one.</param>
/// <param name="Provenance">Where the weights come from, in words.</param>
public sealed record WeightlessNetwork(
    NeuronWiring Wiring, double[]? Weights, double? SharedWeight, string Provenance)
{
    private const string Kinds = "A network is an .out, .json, .safetensors or .onnx file";

    /// <summary>Reads a network for a task: a file of the authors' (<c>.out</c>), or one of ours (<c>.json</c>, with
    /// or without a <c>.safetensors</c> beside it, <c>.safetensors</c>, <c>.onnx</c>).</summary>
    /// <exception cref="FileFormatException">The file is not sound, holds another kind of network, or one that does not
    /// fit the task.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static WeightlessNetwork Load(string path, WeightlessTask task)
    {
        string name = Path.GetFileName(path);
        if (Ends(path, ".wann.json"))
        {
            throw new FileFormatException($"{name} holds tuned weights and no network: give the network first, and "
                + $"this file with --weights.");
        }
        if (!File.Exists(path))
            throw new FileFormatException($"{path}: there is no such file. {Kinds}.");
        if (Ends(path, ".out"))
            return new(ChampionFile.Read(path, task.Inputs, task.Outputs).Wiring, null, null, "no weights");
        WeightlessNetwork network = Ends(path, ".onnx") ? Of(OnnxFile.Load(path), name)
            : Ends(path, ".safetensors") || HasWeightsBeside(path) ? Of(NetworkFile.Load(path), name)
            : Ends(path, ".json") ? new(WiringOf(ReadGraph(path), name), null, null, "no weights")
            : throw new FileFormatException($"{Kinds}, but this is {name}.");
        return network.CheckFit(task, name);
    }

    /// <summary>Writes the network, by the ending of the path: <c>.wann.json</c> (weights alone), <c>.out</c>,
    /// <c>.json</c> or <c>.safetensors</c>, <c>.onnx</c>.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="task">What it is for.</param>
    /// <param name="weights">One for each connection.</param>
    /// <param name="reward">What they reached, for <c>.wann.json</c>.</param>
    /// <param name="deviation">Its deviation over episodes.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, WeightlessTask task, double[] weights, double reward, double deviation)
    {
        if (Ends(path, ".wann.json"))
        {
            WannWeightsFile.Write(path, WannWeights.Of(weights, task.WeightBias, reward, deviation));
            return;
        }
        if (Ends(path, ".out"))
        {
            ChampionFile.Write(path, Wiring, weights);
            return;
        }
        float[] values = [.. weights.Select(w => (float)w)];
        var network = new Network(
            task.Graph(Wiring), [Tensor.From(values, [Wiring.Connections], requiresGradient: true)])
        {
            Provenance = Provenance,
        };
        if (Ends(path, ".onnx"))
            OnnxFile.Save(network, path);
        else
            NetworkFile.Save(network, path);
    }

    /// <summary>Whether <see cref="Save"/> knows the ending of a path.</summary>
    public static bool CanSave(string path) =>
        new[] { ".json", ".out", ".safetensors", ".onnx" }.Any(ending => Ends(path, ending));

    private static WeightlessNetwork Of(Network network, string name)
    {
        NeuronWiring wiring = WiringOf(network.Graph, name);
        double[] weights = [.. network.Weights.Values.Last().ToArray().Select(w => (double)w)];
        bool shared = weights.All(w => w == weights[0]);
        return new(wiring, shared ? null : weights, shared ? weights[0] : null, network.Provenance);
    }

    private static NeuronWiring WiringOf(ArchitectureGraph graph, string name) =>
        graph.Nodes[^1].Primitive is Neurons neurons && graph.WeightSpecs.Length == 1
            ? neurons.Wiring
            : throw new FileFormatException($"{name}: expected a network written neuron by neuron, as evolve makes "
                + $"them, but found one that ends in {graph.Nodes[^1].Primitive.Kind}. Use --data for others.");

    private static ArchitectureGraph ReadGraph(string path)
    {
        try
        {
            return ArchitectureGraph.FromJson(File.ReadAllText(path));
        }
        catch (GraphException e)
        {
            throw new FileFormatException($"{Path.GetFileName(path)}: {e.Message}", e);
        }
    }

    private WeightlessNetwork CheckFit(WeightlessTask task, string name) =>
        Wiring.Inputs == task.Inputs && Wiring.Outputs == task.Outputs
            ? this
            : throw new FileFormatException($"{name}: the network has {Wiring.Inputs} inputs and {Wiring.Outputs} "
                + $"outputs, but {task.Name} needs {task.Inputs} and {task.Outputs}.");

    private static bool HasWeightsBeside(string path) =>
        Ends(path, ".json") && File.Exists(Path.ChangeExtension(path, ".safetensors"));

    private static bool Ends(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
