using System.Numerics;
using System.Runtime.InteropServices;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>Copies the weights of an imported graph out of the file.</summary>
internal static class ImportedWeights
{
    public static ImportedNetwork Load(
        ArchitectureGraph graph, ImportNode[] nodes, IReadOnlyList<string> notes, string file, Action<string> free)
    {
        var names = new OrderedDictionary<string, OnnxName>(StringComparer.Ordinal);
        var weights = new Tensor[graph.WeightSpecs.Length];
        Dictionary<string, int> uses = Uses(nodes);
        var shared = new SortedSet<string>(StringComparer.Ordinal);
        long notFinite = 0;
        int node = -1, position = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            GraphWeight weight = graph.WeightSpecs[i];
            position = weight.Node == node ? position + 1 : 0;
            node = weight.Node;
            ImportWeight source = nodes[node].Weights[position];
            weights[i] = Tensor.Zeros(weight.Spec.Shape, requiresGradient: weight.Spec.Trainable);
            Fill(weights[i], source);
            notFinite += NotFinite(weights[i].Span);
            if (NameOf(source) is not { } name)
                continue;
            if (source.Factor == 1)
                names[weight.Name] = name;
            if (weight.Spec.Trainable && uses[name.Initializer] > 1)
                shared.Add(name.Initializer);
            if (--uses[name.Initializer] == 0)
                free(name.Initializer);
        }
        string[] all = shared.Count == 0 ? [.. notes]
            : [.. notes, "Parameters that several layers of the file share are "
            + $"separate here: {OnnxSource.OneLine(string.Join(", ", shared.Take(5)))}{(shared.Count > 5 ? ", ..." : "")}."];
        var network = new Network(graph, weights) { Provenance = $"imported from {file}" };
        return new ImportedNetwork(network, names, all, notFinite);
    }

    private static Dictionary<string, int> Uses(ImportNode[] nodes)
    {
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (ImportWeight weight in nodes.SelectMany(node => node.Weights))
        {
            if (NameOf(weight) is { } name)
                CollectionsMarshal.GetValueRefOrAddDefault(uses, name.Initializer, out _)++;
        }
        return uses;
    }

    private static OnnxName? NameOf(ImportWeight weight) => weight.Constant is not { } constant ? null
        : constant.TransposedOf is { } matrix
            ? matrix.Origin is { } origin ? origin with { Transposed = true } : null
            : constant.Origin;

    private static void Fill(Tensor tensor, ImportWeight source)
    {
        if (source.Constant is not { } constant)
        {
            tensor.Span.Fill(source.Fill);
            return;
        }
        if (constant.Count != tensor.Count)
            throw new OnnxRefusal($"a weight needs {tensor.Shape}, but its initializer has [{string.Join(", ", constant.Dims)}]");
        if (constant.TransposedOf is { } matrix)
            WeightTransposition.Run(matrix.Floats, matrix.Dims[0], matrix.Dims[1], tensor.Span);
        else
            constant.Floats.CopyTo(tensor.Span);
        if (source.Factor != 1)
        {
            foreach (ref float value in tensor.Span)
                value *= source.Factor;
        }
    }

    // x·0 is 0 for finite numbers alone, so that one sum finds out whether to count.
    private static long NotFinite(Span<float> values)
    {
        Vector<float> sum = Vector<float>.Zero;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (Vector<float> vector in vectors)
            sum += vector * 0;
        float rest = 0;
        foreach (float value in values[(vectors.Length * Vector<float>.Count)..])
            rest += value * 0;
        if (Vector.Sum(sum) + rest == 0)
            return 0;
        long count = 0;
        foreach (float value in values)
            count += float.IsFinite(value) ? 0 : 1;
        return count;
    }
}
