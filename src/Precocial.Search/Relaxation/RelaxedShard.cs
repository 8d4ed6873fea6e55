using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>A part of each batch: forward and backward, whole, on one thread, with gradients of its
/// own.</summary>
/// <remarks>All shards share the memory of w and α. A pass computes the gradients that are asked for and no
/// others: there is a network for each.</remarks>
internal sealed class RelaxedShard(
    ArchitectureGraph graph, Func<GraphWeight, Tensor> weightOf, Func<Tensor, GradientOf> kindOf)
    : IDisposable
{
    private readonly Tape _tape = new();
    private readonly Dictionary<GradientOf, (Network Network, Dictionary<Tensor, Tensor> Own)> _networks = [];

    public double Loss { get; private set; }

    public double Accuracy { get; private set; }

    /// <summary>Leaves the gradients of loss/<paramref name="shards"/> with respect to what is
    /// wanted.</summary>
    public void Run(GradientOf wanted, Tensor inputs, int[] labels, int shards)
    {
        var (network, own) = NetworkFor(wanted);
        foreach (Tensor tensor in own.Values)
            tensor.ClearGradient();
        Tensor logits = network.Forward(
            _tape.Input(inputs), new ApplyContext(Training: false) { BatchStatistics = true });
        Tensor loss = logits.CrossEntropy(labels);
        Loss = loss.Span[0];
        Accuracy = (double)Evaluation.CountCorrect(logits, labels) / labels.Length;
        if (double.IsFinite(Loss))
            _tape.Backward(loss * (1f / shards));
        _tape.Reset();
    }

    /// <summary>This shard's gradient of a tensor after <see cref="Run"/>; null where there is
    /// none.</summary>
    public Tensor OwnOf(GradientOf wanted, Tensor tensor) => _networks[wanted].Own[tensor];

    public void Dispose() => _tape.Dispose();

    private (Network Network, Dictionary<Tensor, Tensor> Own) NetworkFor(GradientOf wanted)
    {
        if (_networks.TryGetValue(wanted, out var known))
            return known;
        var own = new Dictionary<Tensor, Tensor>();
        foreach (GraphWeight weight in graph.WeightSpecs)
        {
            Tensor shared = weightOf(weight);
            if (!own.ContainsKey(shared))
                own.Add(shared, shared.Share(requiresGradient: (kindOf(shared) & wanted) != 0));
        }
        var network = new Network(graph, [.. graph.WeightSpecs.Select(weight => own[weightOf(weight)])]);
        return _networks[wanted] = (network, own);
    }
}

/// <summary>With respect to what a gradient is taken.</summary>
[Flags]
internal enum GradientOf
{
    /// <summary>Neither: constants.</summary>
    Nothing = 0,

    /// <summary>w.</summary>
    Weights = 1,

    /// <summary>α.</summary>
    Alpha = 2,
}
