using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>Adds the layers of an <see cref="EnasMacroSpace"/> to a graph, on top of its last node.</summary>
/// <remarks>A node's name tells its layer and operation, so that networks share what ENAS shares. A layer is
/// halved only where somebody reads it at the smaller size.</remarks>
internal sealed class EnasMacroChain(GraphBuilder builder, int layers, int channels, bool searching)
{
    private static readonly Activation s_relu = new(ActivationFunction.Relu);

    // By layer, 0 for the stem, and by how often it was halved.
    private readonly Dictionary<(int Layer, int Level), int> _nodes = new() { [(0, 0)] = builder.Last };
    private readonly HashSet<int> _halvedAfter = [.. Enumerable.Range(1, 2).Select(i => i * layers / 3)];
    private int _layer, _level;

    public int Output => _nodes[(_layer, _level)];

    /// <summary>Adds a layer.</summary>
    /// <param name="operation">What it does.</param>
    /// <param name="sources">The earlier layers that it takes in, from 1.</param>
    public void Add(string operation, ReadOnlySpan<int> sources)
    {
        if (_layer > 0 && _halvedAfter.Contains(_layer))
            _level++;
        int input = At(_layer, _level);
        string name = $"layer{++_layer}";
        int output = Operation($"{name}.{operation}", operation, input);
        List<int> parts = [output];
        foreach (int source in sources)
            parts.Add(At(source, _level));
        _nodes[(_layer, _level)] = _layer == 1 ? output : searching ? Sum(name, parts) : Join(name, parts);
    }

    private int Sum(string name, List<int> parts)
    {
        int sum = parts.Count == 1 ? parts[0] : builder.Add($"{name}.sum", new Sum(), [.. parts]);
        return builder.Add($"{name}.norm", new BatchNorm(), sum);
    }

    private int Join(string name, List<int> parts)
    {
        int all = parts.Count == 1 ? parts[0] : builder.Add($"{name}.all", new Concat(), [.. parts]);
        builder.Add($"{name}.all.relu", s_relu, all);
        builder.Add($"{name}.project", new Convolution(channels << _level, Kernel: 1));
        return builder.Add($"{name}.norm", new BatchNorm());
    }

    private int Operation(string name, string operation, int input)
    {
        Normed($"{name}.in", new Convolution(channels << _level, Kernel: 1), input);
        builder.Add($"{name}.in.relu", s_relu);
        switch (operation)
        {
            case "avg3":
                return builder.Add(name, new AveragePool(Size: 3, Stride: 1));
            case "max3":
                return builder.Add(name, new MaxPool(Size: 3, Stride: 1));
            case "sep3" or "sep5":
                builder.Add($"{name}.depthwise", new DepthwiseConvolution(operation == "sep3" ? 3 : 5));
                Normed(name, new Convolution(channels << _level, Kernel: 1), builder.Last);
                break;
            default:
                Normed(name, new Convolution(channels << _level, operation == "conv3" ? 3 : 5), builder.Last);
                break;
        }
        return builder.Add($"{name}.relu", s_relu);
    }

    private int At(int layer, int level)
    {
        if (!_nodes.TryGetValue((layer, level), out int node))
        {
            var half = new Convolution(channels << level, Kernel: 1, Stride: 2);
            _nodes[(layer, level)] = node = Normed($"half{level}.from{layer}", half, At(layer, level - 1));
        }
        return node;
    }

    private int Normed(string name, Primitive primitive, int input)
    {
        builder.Add(name, primitive, input);
        return builder.Add($"{name}.norm", new BatchNorm());
    }
}
