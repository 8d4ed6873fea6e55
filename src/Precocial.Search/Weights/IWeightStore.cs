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

    /// <summary>The weights kept under a graph's key by name; null when there are none.</summary>
    /// <remarks>Their names are those of the first network of this key: another one may name its nodes
    /// differently.</remarks>
    IReadOnlyDictionary<string, Tensors.Tensor>? Find(string key);
}
