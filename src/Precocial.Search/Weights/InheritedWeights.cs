using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Weights from the parent: what it was trained to, changed by the same edits as its
/// graph.</summary>
/// <remarks>
/// <list type="number">
/// <item>A graph without an <see cref="ArchitectureGraph.Origin"/> starts from fresh weights.</item>
/// <item>One that came from its parent by edits has the parent's function: Chen et al., "Net2Net", ICLR
/// 2016.</item>
/// <item>One whose space only names the parent inherits every weight with the same name, primitive and shape;
/// the rest is fresh: Real et al., "Large-scale evolution of image classifiers", ICML 2017, §3.4.</item>
/// </list>
/// A parent was told to the strategy before its child was proposed, and its weights were kept before that:
/// what is found in the store does not depend on threads. Give the same store to
/// <see cref="TrainedEvaluator.Store"/>. One budget a study: a network is kept as it was after its first
/// training.
/// </remarks>
/// <param name="store">What has been trained.</param>
/// <param name="fresh">Where new weights come from; null for He initialisation.</param>
public sealed class InheritedWeights(IWeightStore store, IWeightSource? fresh = null) : IWeightSource
{
    private readonly IWeightSource _fresh = fresh ?? new InitializedWeights();

    /// <summary>Some inputs, shape [batch, ...], for inserted normalisations: see
    /// <see cref="Morphism.Apply(Network, Tensor?)"/>. Part of the method: give the same to a search that
    /// goes on.</summary>
    public Tensor? Sample { get; init; }

    /// <inheritdoc/>
    public string Provenance => $"the parent's weights, at first {_fresh.Provenance}";

    /// <inheritdoc/>
    /// <exception cref="SearchException">The parent is not in the store.</exception>
    public IReadOnlyList<Tensor> Provide(ArchitectureGraph graph, Rng rng)
    {
        var weights = _fresh.Provide(graph, rng);
        if (graph.Origin is not { } origin)
            return weights;
        var kept = store.Find(origin.Parent.Key)?.Weights ?? throw new SearchException(
            $"The weights of the parent {origin.Parent.Key} are not in the store. Go on with the store that "
            + "the study began with, and give it to the evaluator, too.");
        var parent = origin.Parent.WeightSpecs.All(w => Fits(kept, w))
            ? new Network(origin.Parent, [.. origin.Parent.WeightSpecs.Select(w => kept[w.Name])])
            : null;
        if (parent is not null && !origin.Edits.IsEmpty)
        {
            var child = origin.Edits.Aggregate(parent, (network, edit) => edit.Apply(network, Sample));
            return [.. child.Weights.Values];
        }
        return [.. graph.WeightSpecs.Zip(weights, (w, own) => ByName(graph, origin.Parent, kept, w) ?? own)];
    }

    // A network of the same key may have been trained under other names.
    private static bool Fits(IReadOnlyDictionary<string, Tensor> kept, GraphWeight weight) =>
        kept.TryGetValue(weight.Name, out var tensor) && tensor.Shape == weight.Spec.Shape;

    private static Tensor? ByName(
        ArchitectureGraph graph, ArchitectureGraph parent, IReadOnlyDictionary<string, Tensor> kept,
        GraphWeight weight)
    {
        var node = graph.Nodes[weight.Node];
        bool same = parent.Nodes.Any(n => n.Name == node.Name && n.Primitive == node.Primitive);
        return same && Fits(kept, weight)
            ? Tensor.From(kept[weight.Name].Span, weight.Spec.Shape, weight.Spec.Trainable)
            : null;
    }
}
