using System.Collections.Concurrent;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>Trained weights in memory, for as long as the object is: 4 bytes a parameter of every
/// network.</summary>
public sealed class MemoryWeights : IWeightStore
{
    private readonly ConcurrentDictionary<string, Network> _kept = [];

    /// <summary>How many networks there are.</summary>
    public int Count => _kept.Count;

    /// <inheritdoc/>
    public void Keep(Network network) => _kept.TryAdd(network.Graph.Key, network.Copy());

    /// <inheritdoc/>
    public Network? Find(string key) => _kept.GetValueOrDefault(key);
}
