using System.Buffers.Binary;
using System.Text;
using Precocial.Architectures;
using Precocial.Search;

namespace Precocial;

/// <summary>Trained weights in a work log, so that a search that goes on finds those of every parent; the
/// last used ones also in memory.</summary>
/// <remarks>A row is the graph as JSON behind its length, then <see cref="WeightBytes"/>. Its nearest
/// neighbour, <see cref="MemoryWeights"/>, forgets them with the process.</remarks>
/// <param name="work">Where they are kept.</param>
/// <param name="search">Which search they belong to: what was trained in another one is not mixed up with
/// it.</param>
public sealed class WorkLogWeights(IWorkLog work, string search) : IWeightStore
{
    private const int MostInMemory = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Network>> _recent = [];
    private readonly LinkedList<Network> _order = [];

    /// <inheritdoc/>
    public void Keep(Network network)
    {
        byte[] graph = Encoding.UTF8.GetBytes(network.Graph.ToJson()), weights = WeightBytes.Of(network);
        var bytes = new byte[sizeof(int) + graph.Length + weights.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, graph.Length);
        graph.CopyTo(bytes, sizeof(int));
        weights.CopyTo(bytes, sizeof(int) + graph.Length);
        work.Finish(ItemOf(network.Graph.Key), bytes, TimeSpan.Zero);
    }

    /// <inheritdoc/>
    /// <exception cref="SearchException">The row is damaged.</exception>
    public Network? Find(string key)
    {
        lock (_gate)
        {
            if (!_recent.TryGetValue(key, out LinkedListNode<Network>? node))
            {
                if (work.Result(ItemOf(key)) is not { } bytes)
                    return null;
                _recent[key] = node = new LinkedListNode<Network>(Restore(key, bytes));
            }
            else
                _order.Remove(node);
            _order.AddFirst(node);
            if (_order.Count > MostInMemory)
            {
                _recent.Remove(_order.Last!.Value.Graph.Key);
                _order.RemoveLast();
            }
            return node.Value;
        }
    }

    private WorkItem ItemOf(string key) => new(key, $"{search}-weights");

    private static Network Restore(string key, ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : -1;
        if (length > 0 && length <= bytes.Length - sizeof(int))
        {
            var graph = ArchitectureGraph.FromJson(Encoding.UTF8.GetString(bytes.Slice(sizeof(int), length)));
            if (WeightBytes.Restore(graph, bytes[(sizeof(int) + length)..], "trained") is { } network)
                return network;
        }
        throw new SearchException($"The kept weights of {key} are damaged ({bytes.Length} bytes). Search "
            + "anew in an empty folder.");
    }
}
