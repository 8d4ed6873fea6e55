using System.Collections.Immutable;

namespace Precocial.Architectures;

/// <summary>How a wider node changes the channels of every other node: Net2Wider through a whole
/// graph.</summary>
/// <remarks>
/// <list type="number">
/// <item>The widened convolution or linear layer gets the map g.</item>
/// <item>What works channel by channel (normalisation, activation, pooling, depthwise convolution, ...) hands
/// its map on in both directions; every input of a sum has the sum's map.</item>
/// <item>A convolution or linear layer that reads mapped channels takes them in: its output is as before. One
/// whose output must be mapped is widened as well.</item>
/// <item>When nothing more follows, the earliest concatenation of mapped channels gets the maps of its
/// inputs, one after the other; and so on.</item>
/// </list>
/// </remarks>
internal sealed class ChannelMaps
{
    private readonly ArchitectureGraph _graph;
    private readonly NodeList _nodes;
    private readonly ImmutableArray<int>?[] _maps;
    private readonly ILookup<int, int> _readers;
    private readonly Queue<int> _open = [];
    private readonly SortedSet<int> _concats = [];

    private ChannelMaps(ArchitectureGraph graph, NodeList nodes)
    {
        (_graph, _nodes, _maps) = (graph, nodes, new ImmutableArray<int>?[graph.Nodes.Length]);
        _readers = Enumerable.Range(0, graph.Nodes.Length)
            .SelectMany(i => graph.Nodes[i].Inputs.Distinct().Select(input => (input, i)))
            .ToLookup(pair => pair.input, pair => pair.i);
    }

    /// <summary>The map of a node's channels; null where nothing changes.</summary>
    public ImmutableArray<int>? this[int node] => _maps[node];

    /// <summary>The maps that follow when a node gets one.</summary>
    /// <exception cref="MorphismException">They reach a node that cannot follow.</exception>
    public static ChannelMaps Of(ArchitectureGraph graph, NodeList nodes, int node, ImmutableArray<int> map)
    {
        var maps = new ChannelMaps(graph, nodes);
        maps.Assign(node, map);
        maps.Spread();
        return maps;
    }

    private void Spread()
    {
        while (true)
        {
            while (_open.TryDequeue(out int node))
            {
                FollowInputs(node);
                FollowReaders(node);
            }
            int next = _concats.FirstOrDefault(concat => _maps[concat] is null, -1);
            if (next < 0)
                break;
            Assign(next, Joined(next));
        }
        foreach (int concat in _concats)
        {
            if (!_maps[concat]!.Value.AsSpan().SequenceEqual(Joined(concat).AsSpan()))
                throw Refuse(concat, "its inputs are widened in ways that do not agree");
        }
    }

    private void Assign(int node, ImmutableArray<int> map)
    {
        if (_maps[node] is { } known)
        {
            if (!known.AsSpan().SequenceEqual(map.AsSpan()))
                throw Refuse(node, "it would have to be widened in two ways at once");
            return;
        }
        if (node == _graph.Nodes.Length - 1)
            throw Refuse(node, "its width is that of the output");
        _maps[node] = map;
        _open.Enqueue(node);
    }

    private void FollowInputs(int node)
    {
        Node it = _graph.Nodes[node];
        switch (it.Primitive)
        {
            case Convolution { Groups: 1 }:
            case Linear when _graph.Shapes[node].Rank == 1:
                break;
            case Concat { Axis: 0 }:
                Split(node);
                break;
            case Flatten when _maps[it.Inputs[0]] is not null:
                break;
            case var primitive when PassesChannels(primitive, node):
                foreach (int input in it.Inputs)
                    Assign(input, _maps[node]!.Value);
                break;
            default:
                throw Refuse(node, "its channels would have to be widened, and it has no way to");
        }
    }

    private void FollowReaders(int node)
    {
        foreach (int reader in _readers[node])
        {
            switch (_graph.Nodes[reader].Primitive)
            {
                case Convolution { Groups: 1 }:
                case Linear when _graph.Shapes[node].Rank == 1:
                    break;
                case Concat { Axis: 0 }:
                    _concats.Add(reader);
                    break;
                case Flatten:
                    Assign(reader, ChannelMap.Flattened(_maps[node]!.Value, _graph.Shapes[node]));
                    break;
                case var primitive when PassesChannels(primitive, reader):
                    Assign(reader, _maps[node]!.Value);
                    break;
                default:
                    throw Refuse(reader, "it would have to take more channels, and has no way to");
            }
        }
    }

    // A layer norm over the last axis leaves an image's channels apart, but mixes a vector's features.
    private bool PassesChannels(Primitive primitive, int node) => primitive is BatchNorm or Activation
        or MaxPool or AveragePool or GlobalAveragePool or DepthwiseConvolution or Sum or Identity or Zero
        or Dropout or Shift or Subsample or ChannelScale
        || primitive is LayerScale or LayerNorm && _graph.Shapes[node].Rank == 3;

    private ImmutableArray<int> Joined(int concat)
    {
        var map = ImmutableArray.CreateBuilder<int>();
        int offset = 0;
        foreach (int input in _graph.Nodes[concat].Inputs)
        {
            int channels = _graph.Shapes[input][0], start = offset;
            map.AddRange((_maps[input] ?? ChannelMap.Identity(channels)).Select(channel => start + channel));
            offset += channels;
        }
        return map.ToImmutable();
    }

    // The part of a concatenation's map that lies in each input, if the parts stand one after the other.
    private void Split(int concat)
    {
        ImmutableArray<int> map = _maps[concat]!.Value;
        if (map.AsSpan().SequenceEqual(Joined(concat).AsSpan()))
            return;
        int at = 0, offset = 0;
        foreach (int input in _graph.Nodes[concat].Inputs)
        {
            int start = at, end = offset + _graph.Shapes[input][0];
            while (at < map.Length && map[at] >= offset && map[at] < end)
                at++;
            int first = offset;
            if (!map.AsSpan(start, at - start).SequenceEqual(Enumerable.Range(first, end - first).ToArray()))
                Assign(input, [.. map[start..at].Select(channel => channel - first)]);
            offset = end;
        }
        if (at < map.Length)
            throw Refuse(concat, "its new channels would not lie beside those of their inputs");
    }

    private MorphismException Refuse(int at, string why)
    {
        Node node = _graph.Nodes[at];
        return _nodes.Refuse($"that reaches \"{node.Name}\" ({node.Primitive.Kind}): {why}");
    }
}
