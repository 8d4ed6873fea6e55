using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>A space whose networks hold every choice at once, each with its share: what gradient descent
/// searches.</summary>
/// <remarks><see cref="ISearchSpace{TGenotype}.Decode"/> gives the relaxed network, whose edges are
/// <see cref="Architectures.MixedOperation"/>s; <see cref="ISearchSpace{TGenotype}.Conclude"/> the discrete
/// one that is handed over.</remarks>
public interface IRelaxedSpace : ISearchSpace<Mixture>
{
    /// <summary>How many edges α has: those of one cell of each kind.</summary>
    int Rows { get; }

    /// <summary>What an edge chooses among, in α's order.</summary>
    ImmutableArray<string> Operations { get; }

    /// <summary>The discrete cells that a mixture stands for, on one line.</summary>
    string Derive(Mixture mixture);

    /// <summary>How many of the derived (normal) cell's edges are skip connections: where many are, the
    /// search has collapsed.</summary>
    int SkipsIn(Mixture mixture);
}
