using System.Collections.Concurrent;
using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>The networks that function-preserving edits lead to from a start: a step is an edit.</summary>
/// <remarks>
/// A child's graph knows its parent's and the edits between them (<see cref="ArchitectureGraph.Origin"/>), so
/// that <see cref="InheritedWeights"/> can hand on what the parent learned. A random member is the start
/// after an edit or none and has no parent, because which networks have been trained is not the space's to
/// know; the children of what a strategy was told of have one. Steps only add: a network that has reached its
/// limits has itself as its child. Its nearest neighbour: <see cref="LineageSpace{TGenotype}"/>, the steps of
/// any other space with weights inherited by name. Source: Elsken, Metzen and Hutter, "Simple and efficient
/// architecture search for CNNs" (NASH), 2017, §3.
/// </remarks>
public sealed class MorphismSpace : IMutableSpace<MorphGenotype>
{
    // Most edits apply; where the limits leave few, looking at all of them would cost more than training.
    private const int TriesOfAKind = 32;

    // Graphs by the edits that lead to them: an ancestor is decoded again and again.
    private const int MostRemembered = 256;
    private readonly ConcurrentDictionary<MorphGenotype, ArchitectureGraph> _remembered = [];

    /// <summary>The networks around a start.</summary>
    /// <param name="start">The network before any edit.</param>
    /// <param name="settings">Which steps are taken.</param>
    /// <exception cref="SearchException">The start breaks the limits.</exception>
    public MorphismSpace(ArchitectureGraph start, MorphismSettings? settings = null)
    {
        (Start, Settings) = (start.DescendedFrom(null), settings ?? new());
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Settings.EditsPerChild, nameof(settings));
        ArgumentOutOfRangeException.ThrowIfLessThan(Settings.Widening, 2, nameof(settings));
        if (Settings.Limits.Broken(start) is { } limit)
        {
            throw new SearchException($"The start of a morphism space has {limit}, and every other network "
                + "is larger. Start smaller, or raise the limit.");
        }
    }

    /// <summary>The network before any edit.</summary>
    public ArchitectureGraph Start { get; }

    /// <summary>Which steps are taken.</summary>
    public MorphismSettings Settings { get; }

    /// <summary>The start as a genotype.</summary>
    public MorphGenotype Root { get; } = new([]);

    /// <inheritdoc/>
    public string Description => $"morphisms of {Start.Key} ({Settings})";

    /// <inheritdoc/>
    public MorphGenotype Sample(Rng rng) => new(Walk([], Start, rng.Next(Settings.SampledEdits + 1), rng));

    /// <summary>A child: up to <see cref="MorphismSettings.EditsPerChild"/> random edits; the parent itself
    /// when none keeps the limits.</summary>
    public MorphGenotype Mutate(MorphGenotype parent, Rng rng)
    {
        var edits = Walk(parent.Edits, GraphOf(parent.Edits), Settings.EditsPerChild, rng);
        return edits.Length > parent.Edits.Length ? new(edits, parent.Edits.Length) : parent;
    }

    /// <summary>Every child by one edit.</summary>
    public IReadOnlyList<MorphGenotype> Neighbours(MorphGenotype genotype)
    {
        var graph = GraphOf(genotype.Edits);
        var steps = new MorphismSteps(graph, Settings);
        return
        [
            .. from kind in Settings.Kinds
               from edit in steps.Of(kind, genotype.Edits.Length)
               where Applies(edit, graph)
               select new MorphGenotype(genotype.Edits.Add(edit), genotype.Edits.Length),
        ];
    }

    /// <inheritdoc/>
    public ArchitectureGraph Decode(MorphGenotype genotype)
    {
        if (genotype.Inherited is not { } inherited)
            return GraphOf(genotype.Edits);
        var parent = GraphOf(genotype.Edits[..inherited]);
        var edits = genotype.Edits[inherited..];
        return Apply(edits, parent).DescendedFrom(new GraphOrigin(parent, edits));
    }

    /// <inheritdoc/>
    public string Encode(MorphGenotype genotype) => genotype.ToString();

    /// <inheritdoc/>
    public MorphGenotype Parse(string text)
    {
        var genotype = MorphGenotype.Parse(text);
        try
        {
            GraphOf(genotype.Edits);
            return genotype;
        }
        catch (MorphismException e)
        {
            throw new FormatException($"Not a member of this space: {e.Message}", e);
        }
    }

    private ArchitectureGraph GraphOf(ImmutableArray<Morphism> edits)
    {
        int known = edits.Length;
        ArchitectureGraph? graph = null;
        while (known > 0 && !_remembered.TryGetValue(new(edits[..known]), out graph))
            known--;
        graph = Apply(edits[known..], graph ?? Start);
        if (_remembered.Count >= MostRemembered)
            _remembered.Clear();
        _remembered[new(edits)] = graph;
        return graph;
    }

    private static ArchitectureGraph Apply(ImmutableArray<Morphism> edits, ArchitectureGraph graph)
    {
        // Without the origins in between, which would keep every ancestor alive.
        foreach (var edit in edits)
            graph = edit.Apply(graph).DescendedFrom(null);
        return graph;
    }

    // So many random edits more, or as many as keep the limits.
    private ImmutableArray<Morphism> Walk(
        ImmutableArray<Morphism> edits, ArchitectureGraph graph, int count, Rng rng)
    {
        for (int i = 0; i < count && RandomEdit(graph, edits.Length, rng) is { } edit; i++)
            (edits, graph) = (edits.Add(edit), Apply([edit], graph));
        return edits;
    }

    private Morphism? RandomEdit(ArchitectureGraph graph, int seed, Rng rng)
    {
        var steps = new MorphismSteps(graph, Settings);
        MorphismKind[] kinds = [.. Settings.Kinds];
        rng.Shuffle(kinds.AsSpan());
        foreach (var kind in kinds)
        {
            Morphism[] edits = [.. steps.Of(kind, seed)];
            rng.Shuffle(edits.AsSpan());
            if (edits.Take(TriesOfAKind).FirstOrDefault(edit => Applies(edit, graph)) is { } found)
                return found;
        }
        return null;
    }

    private bool Applies(Morphism edit, ArchitectureGraph graph)
    {
        try
        {
            return Settings.Limits.Broken(edit.Apply(graph)) is null;
        }
        catch (MorphismException)
        {
            return false;
        }
    }
}
