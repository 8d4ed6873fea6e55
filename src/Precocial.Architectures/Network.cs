using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>An <see cref="ArchitectureGraph"/> with weights: runs, trains, is saved.</summary>
/// <remarks>The weights are free-standing tensors, shared with whoever built it; <see cref="Copy"/> makes
/// independent ones. Running in evaluation changes nothing, so several tapes may run one network at once;
/// training needs a network of its own, because it writes gradients and running statistics.</remarks>
public sealed class Network
{
    private readonly ImmutableArray<Tensor> _weights;
    private readonly ImmutableArray<Range> _weightsOfNode;

    /// <summary>A network of a graph.</summary>
    /// <param name="graph">The architecture.</param>
    /// <param name="weights">One tensor for each of <see cref="ArchitectureGraph.WeightSpecs"/>, in that
    /// order.</param>
    /// <exception cref="GraphException">The weights are not those that the graph needs.</exception>
    public Network(ArchitectureGraph graph, IReadOnlyList<Tensor> weights)
    {
        if (weights.Count != graph.WeightSpecs.Length)
            throw new GraphException($"The graph has {graph.WeightSpecs.Length} weight tensors, but "
                + $"{weights.Count} were given.");
        Graph = graph;
        _weights = [.. weights];
        var byName = new OrderedDictionary<string, Tensor>(weights.Count, StringComparer.Ordinal);
        foreach ((GraphWeight weight, Tensor tensor) in graph.WeightSpecs.Zip(weights))
        {
            if (tensor.Shape != weight.Spec.Shape)
                throw new GraphException($"{weight.Name}: its shape must be {weight.Spec.Shape}, but is "
                    + $"{tensor.Shape}.");
            byName.Add(weight.Name, tensor);
        }
        Weights = byName;
        Parameters =
        [
            .. graph.WeightSpecs.Zip(weights)
                .Where(pair => pair.First.Spec.Trainable)
                .Select(pair => pair.Second),
        ];
        _weightsOfNode = RangesOf(graph);
    }

    /// <summary>The architecture.</summary>
    public ArchitectureGraph Graph { get; }

    /// <summary>Every weight tensor by its full name (<c>stem.weight</c>), in the graph's order.</summary>
    public IReadOnlyDictionary<string, Tensor> Weights { get; }

    /// <summary>The weight tensors that training changes, in the graph's order: what an optimizer
    /// takes.</summary>
    public IReadOnlyList<Tensor> Parameters { get; }

    /// <summary>How the weights were obtained, in words for a table or a file.</summary>
    public string Provenance { get; init; } = "unspecified";

    /// <summary>A network whose weights come from a source.</summary>
    /// <param name="graph">The architecture.</param>
    /// <param name="source">Where its weights come from.</param>
    /// <param name="rng">What the source draws from.</param>
    public static Network From(ArchitectureGraph graph, IWeightSource source, Rng rng) =>
        new(graph, source.Provide(graph, rng)) { Provenance = source.Provenance };

    /// <summary>Computes the outputs of a batch, on the tape of <paramref name="x"/>.</summary>
    /// <param name="x">Raw inputs, shape [batch, ...<see cref="ArchitectureGraph.InputShape"/>].</param>
    /// <param name="context">Training or evaluation.</param>
    /// <returns>Shape [batch, ...<see cref="ArchitectureGraph.OutputShape"/>]: logits, for a
    /// classifier.</returns>
    /// <exception cref="ShapeException"><paramref name="x"/> is not a batch of the network's
    /// inputs.</exception>
    public Tensor Forward(Tensor x, ApplyContext context = default) => Forward(x, context, observer: null);

    /// <summary>As <see cref="Forward(Tensor, ApplyContext)"/>, and shows every node's output as soon as it is
    /// computed, the input's first.</summary>
    /// <param name="x">As for <see cref="Forward(Tensor, ApplyContext)"/>.</param>
    /// <param name="context">As for <see cref="Forward(Tensor, ApplyContext)"/>.</param>
    /// <param name="observer">Sees each output, and may put another tensor of its shape in its place; null for
    /// none.</param>
    public Tensor Forward(Tensor x, ApplyContext context, NodeObserver? observer)
    {
        CheckInput(x);
        return RunTo(Graph.Nodes.Length - 1, x, context, observer);
    }

    /// <summary>As <see cref="Forward(Tensor, ApplyContext)"/>, the output of another node than the last.</summary>
    internal Tensor ForwardTo(int last, Tensor x, ApplyContext context = default) =>
        RunTo(last, x, context, observer: null);

    /// <summary>As <see cref="Forward(Tensor, ApplyContext)"/> with weights that were computed, so that gradients
    /// pass through them: how a hypernetwork trains.</summary>
    /// <param name="graph">The architecture.</param>
    /// <param name="weights">One tensor for each of <see cref="ArchitectureGraph.WeightSpecs"/>, in that
    /// order, each on the tape of <paramref name="x"/> or free-standing.</param>
    /// <param name="x">As for <see cref="Forward(Tensor, ApplyContext)"/>.</param>
    /// <param name="context">As for <see cref="Forward(Tensor, ApplyContext)"/>.</param>
    /// <exception cref="GraphException">The weights are not those that the graph needs.</exception>
    public static Tensor Run(
        ArchitectureGraph graph, IReadOnlyList<Tensor> weights, Tensor x, ApplyContext context = default) =>
        new Network(graph, weights).Forward(x, context);

    /// <summary>The same network with its own copy of every weight.</summary>
    public Network Copy() =>
        new(Graph, [.. _weights.Select(w => Tensor.From(w.Span, w.Shape, w.RequiresGradient))])
        {
            Provenance = Provenance,
        };

    private Tensor RunTo(int last, Tensor x, ApplyContext context, NodeObserver? observer)
    {
        var outputs = new Tensor[last + 1];
        outputs[0] = observer is null ? x : observer(0, x);
        for (int i = 1; i < outputs.Length; i++)
        {
            Node node = Graph.Nodes[i];
            var inputs = new Tensor[node.Inputs.Length];
            for (int k = 0; k < inputs.Length; k++)
                inputs[k] = outputs[node.Inputs[k]];
            Tensor output = node.Primitive.Apply(inputs, _weights.AsSpan()[_weightsOfNode[i]], context);
            outputs[i] = observer is null ? output : observer(i, output);
        }
        return outputs[^1];
    }

    private void CheckInput(Tensor x)
    {
        int[] expected = [x.Shape.Rank > 0 ? x.Shape[0] : 1, .. Graph.InputShape.ToArray()];
        if (!x.Shape.ToArray().AsSpan().SequenceEqual(expected))
            throw new ShapeException($"Forward: the input must be [batch, "
                + $"{string.Join(", ", Graph.InputShape.ToArray())}], but "
                + $"is {x.Shape}. Reshape it, or put the batch axis in front.");
    }

    private static ImmutableArray<Range> RangesOf(ArchitectureGraph graph)
    {
        var ranges = ImmutableArray.CreateBuilder<Range>(graph.Nodes.Length);
        for (int node = 0, start = 0; node < graph.Nodes.Length; node++)
        {
            int end = start;
            while (end < graph.WeightSpecs.Length && graph.WeightSpecs[end].Node == node)
                end++;
            ranges.Add(start..end);
            start = end;
        }
        return ranges.MoveToImmutable();
    }
}
