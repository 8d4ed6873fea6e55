using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>Decisions of a chain of layers: some for each layer, then a skip bit for each layer before
/// it.</summary>
/// <remarks>Layers are numbered from 1; layer k's anchor is k − 1.</remarks>
internal static class SkipWiring
{
    private static readonly ImmutableArray<string> s_bit = ["no", "yes"];

    /// <summary>The decisions of a chain.</summary>
    /// <param name="layers">How many layers.</param>
    /// <param name="own">The layer's own decisions, by its number.</param>
    public static ImmutableArray<Decision> Decisions(int layers, Func<int, IEnumerable<Decision>> own)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layers);
        var decisions = ImmutableArray.CreateBuilder<Decision>();
        for (int layer = 1; layer <= layers; layer++)
        {
            decisions.AddRange(own(layer));
            for (int source = 1; source < layer; source++)
                decisions.Add(new Decision($"skip{layer}.{source}", s_bit));
        }
        return decisions.ToImmutable();
    }

    /// <summary>A decision as a controller sees it: the last of a layer's own leaves its anchor.</summary>
    /// <param name="decisions">All decisions.</param>
    /// <param name="decision">Which.</param>
    /// <param name="ownPerLayer">How many decisions of its own a layer has.</param>
    /// <param name="head">The kind of a layer's own decision, by its place among them.</param>
    public static SequentialDecision Describe(
        ImmutableArray<Decision> decisions, int decision, int ownPerLayer, Func<int, string> head)
    {
        var (layer, place) = (1, decision);
        for (; place >= ownPerLayer + layer - 1; layer++)
            place -= ownPerLayer + layer - 1;
        string name = decisions[decision].Name;
        return place >= ownPerLayer
            ? SequentialDecision.Skip(name, anchor: place - ownPerLayer)
            : new(name, head(place), decisions[decision].Options.Length)
            {
                LeavesAnchor = place == ownPerLayer - 1,
            };
    }

    /// <summary>Where a layer's own decisions begin; its skip bits follow them.</summary>
    public static int Start(int layer, int ownPerLayer) =>
        (layer - 1) * ownPerLayer + (layer - 1) * (layer - 2) / 2;

    /// <summary>The earlier layers that a layer is connected to, from 1.</summary>
    public static IEnumerable<int> Sources(ImmutableArray<byte> choices, int layer, int ownPerLayer)
    {
        int bits = Start(layer, ownPerLayer) + ownPerLayer;
        return Enumerable.Range(1, layer - 1).Where(source => choices[bits + source - 1] == 1);
    }
}
