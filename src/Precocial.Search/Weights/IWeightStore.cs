using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>Keeps the weights that networks were trained to, for children to inherit. Called from several
/// threads at once.</summary>
/// <remarks>What was kept once is never forgotten: a search's result depends on it. Implementations:
/// <see cref="MemoryWeights"/>, and on a work log in Precocial.</remarks>
public interface IWeightStore
{
    /// <summary>Keeps the weights of a trained network under its graph's key, durably when this returns; a
    /// second network of the same key is dropped.</summary>
    void Keep(Network network);

    /// <summary>The network kept under a graph's key; null when there is none. Leave it as it is.</summary>
    /// <remarks>It is the first one of this key: another one may name its nodes differently.</remarks>
    Network? Find(string key);
}
