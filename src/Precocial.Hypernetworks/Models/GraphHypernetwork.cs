using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>A graph hypernetwork: takes a network that was never trained and gives weights for it, in one
/// pass.</summary>
/// <remarks>
/// <code>
/// Prediction prediction = hypernetwork.Predict(graph);
/// var network = new Network(graph, prediction.Tensors);
/// </code>
/// A node's kind and shape give its first vector; a gated graph network lets nodes hear of each other;
/// decoders turn vectors into weights, which are tiled to the real shapes and normalised. Predicting changes
/// nothing, so threads may share one. Weights are named and shaped as in the released code, so that its
/// checkpoints fit. Sources: GHN-1, Zhang et al., ICLR 2019; GHN-2, Knyazev et al., NeurIPS 2021.
/// </remarks>
public sealed class GraphHypernetwork : IWeightSource
{
    private readonly NodeEmbedding _embedding;
    private readonly WeightDecoder _decoder;
    private readonly KernelDecoder _kernels;

    /// <summary>A hypernetwork with given weights, which it shares.</summary>
    /// <param name="configuration">What it is.</param>
    /// <param name="weights">Exactly the tensors of <see cref="NamesAndShapes"/>.</param>
    /// <exception cref="ArgumentException">A tensor is missing, unknown or of another shape.</exception>
    public GraphHypernetwork(
        HypernetworkConfiguration configuration, IReadOnlyDictionary<string, Tensor> weights)
        : this(configuration, weights, shared: null)
    {
    }

    private GraphHypernetwork(HypernetworkConfiguration configuration,
        IReadOnlyDictionary<string, Tensor> weights, KernelDecoder? shared)
    {
        Configuration = configuration;
        var named = new OrderedDictionary<string, Tensor>(StringComparer.Ordinal);
        foreach ((string name, Shape shape) in NamesAndShapes(configuration))
        {
            if (!weights.TryGetValue(name, out Tensor? tensor))
                throw new ArgumentException($"The hypernetwork's weight {name} {shape} is missing.",
                    nameof(weights));
            if (tensor.Shape != shape)
            {
                throw new ArgumentException($"The hypernetwork's weight {name} must be {shape}, but is "
                    + $"{tensor.Shape}: the weights belong to another configuration.", nameof(weights));
            }
            named.Add(name, tensor);
        }
        if (weights.Keys.FirstOrDefault(name => !named.ContainsKey(name)) is { } unknown)
            throw new ArgumentException($"The hypernetwork has no weight {unknown}.", nameof(weights));
        Weights = named;
        Parameters = [.. named.Values];
        _embedding = new NodeEmbedding(configuration, named);
        _kernels = shared?.With(named) ?? KernelDecoder.Create(configuration, named);
        _decoder = new WeightDecoder(configuration, named);
    }

    /// <summary>What it is.</summary>
    public HypernetworkConfiguration Configuration { get; }

    /// <summary>The weight tensors by name, in the order of files. After changing values, call
    /// <see cref="Prepare"/>.</summary>
    public IReadOnlyDictionary<string, Tensor> Weights { get; }

    /// <summary>The weight tensors, for an optimizer.</summary>
    public ImmutableArray<Tensor> Parameters { get; }

    /// <summary>How the weights were obtained.</summary>
    public string Provenance { get; init; } = "predicted by a graph hypernetwork";

    /// <summary>A hypernetwork to train: weights drawn as in the released code.</summary>
    public static GraphHypernetwork Create(HypernetworkConfiguration configuration, Rng rng)
    {
        var weights = new Dictionary<string, Tensor>();
        foreach (HypernetworkWeight weight in HypernetworkWeights.Of(configuration))
        {
            Tensor tensor = Tensor.Zeros(weight.Shape, requiresGradient: true);
            HypernetworkWeights.Initialize(weight, tensor, rng.Split(weight.Name));
            weights.Add(weight.Name, tensor);
        }
        return new GraphHypernetwork(configuration, weights);
    }

    /// <summary>The weight tensors that a configuration has, in the order of files.</summary>
    public static ImmutableArray<(string Name, Shape Shape)> NamesAndShapes(
        HypernetworkConfiguration configuration) =>
        [.. HypernetworkWeights.Of(configuration).Select(weight => (weight.Name, weight.Shape))];

    /// <summary>Takes over changed values of <see cref="Weights"/>: after a step of an optimizer. Not while
    /// another thread predicts.</summary>
    /// <param name="workers">Threads; null for this one alone.</param>
    public void Prepare(WorkerPool? workers = null) => _kernels.Prepare(workers);

    /// <summary>Predicts all weights of a network.</summary>
    /// <remarks>What it has no word for is initialised (<see cref="InitializedWeights"/>, with seed 0), and
    /// counted.</remarks>
    public Prediction Predict(ArchitectureGraph graph) =>
        Predict(graph, HypernetworkGraph.Of(graph), new Rng(0));

    /// <summary>The same where the hypernetwork's graph is known already.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="nodes"><see cref="HypernetworkGraph.Of"/> it.</param>
    /// <param name="rng">What weights are drawn from that cannot be predicted.</param>
    /// <param name="known">The tensors that an imported network came with, by name: its constants
    /// (<see cref="WeightRole.Constant"/>) are taken over, and nothing else. Null for none.</param>
    public Prediction Predict(ArchitectureGraph graph, HypernetworkGraph nodes, Rng rng,
        IReadOnlyDictionary<string, Tensor>? known = null)
    {
        using var tape = new Tape(recording: false);
        return PredictedNetwork.Predict(this, tape, graph, nodes, rng, known);
    }

    /// <summary>The weights of a graph's nodes, on a tape: with gradients into this hypernetwork.</summary>
    /// <returns>A tensor for each weight of each node, by name.</returns>
    public IReadOnlyDictionary<string, Tensor> PredictOn(Tape tape, HypernetworkGraph graph)
    {
        DecodingPlan plan = PlanOf(graph);
        WeightDecoder.Decoded decoded = Decode(tape, graph, plan);
        var weights = new OrderedDictionary<string, Tensor>(plan.Weights.Length, StringComparer.Ordinal);
        foreach (DecodedWeight weight in plan.Weights)
            weights.Add(weight.Name, decoded.Of(weight).TileWeight(weight.Tiling, weight.Shape));
        return weights;
    }

    /// <summary>The weights of a network, on a tape, in the order of
    /// <see cref="ArchitectureGraph.WeightSpecs"/>: for <see cref="Network.Run"/> in training. Running
    /// statistics are 0 and 1; what cannot be predicted is initialised.</summary>
    public IReadOnlyList<Tensor> PredictOn(Tape tape, ArchitectureGraph graph, HypernetworkGraph nodes,
        Rng rng) =>
        PredictedNetwork.Complete(graph, PredictOn(tape, nodes), rng).Tensors;

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Provide(ArchitectureGraph graph, Rng rng) =>
        Predict(graph, HypernetworkGraph.Of(graph), rng).Tensors;

    /// <summary>What a network looks like to the hypernetwork: the mean of its nodes' final
    /// vectors.</summary>
    /// <returns><see cref="HypernetworkConfiguration.Hidden"/> numbers.</returns>
    /// <remarks>Source: Knyazev et al., NeurIPS 2021, §5.3: what a network's properties are predicted
    /// from.</remarks>
    public float[] Embed(ArchitectureGraph graph)
    {
        using var tape = new Tape(recording: false);
        return EmbedNodes(tape, HypernetworkGraph.Of(graph)).Mean([0]).ToArray();
    }

    /// <summary>How far a network lies from those that the hypernetwork was trained on, about 1 for one like
    /// them; null where that is not known. See <see cref="ArchitectureFeatures.Distance"/>.</summary>
    public double? Distance(ArchitectureGraph graph) => Configuration.Distribution is { } distribution
        ? ArchitectureFeatures.Distance(HypernetworkGraph.Of(graph), distribution)
        : null;

    /// <summary>The same hypernetwork, with the same weights, that knows what it was trained on.</summary>
    public GraphHypernetwork With(TrainingDistribution? distribution, string provenance) =>
        new(Configuration with { Distribution = distribution }, Weights, _kernels)
        {
            Provenance = provenance,
        };

    /// <summary>The final vectors of a graph's nodes, [nodes, hidden], on a tape.</summary>
    public Tensor EmbedNodes(Tape tape, HypernetworkGraph graph) =>
        _embedding.Normalize(_embedding.Propagate(_embedding.Initial(tape, graph), graph));

    /// <summary>The vectors after each stage: initial, after the graph network, final.</summary>
    internal IReadOnlyList<Tensor> Stages(Tape tape, HypernetworkGraph graph)
    {
        Tensor first = _embedding.Initial(tape, graph), second = _embedding.Propagate(first, graph);
        return [first, second, _embedding.Normalize(second)];
    }

    internal DecodingPlan PlanOf(HypernetworkGraph graph) => new(Configuration, _kernels, graph);

    internal WeightDecoder.Decoded Decode(Tape tape, HypernetworkGraph graph, DecodingPlan plan) =>
        _decoder.Decode(EmbedNodes(tape, graph), plan);

    /// <summary>The same weights in the same memory with gradients of their own: for another thread's
    /// tape.</summary>
    internal GraphHypernetwork WithOwnGradients() => new(Configuration,
        Weights.ToDictionary(pair => pair.Key, pair => pair.Value.Share(requiresGradient: true)), _kernels);
}
