using System.Runtime.InteropServices;
using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>One network of a step: forward and backward on its own samples, whole, on one thread, with
/// gradients and running statistics of its own.</summary>
internal sealed class SupernetSlot(SampleStream samples) : IDisposable
{
    private readonly Tape _tape = new();
    private readonly Dictionary<Tensor, Tensor> _own = [];
    private readonly HashSet<Tensor> _seen = [];
    private readonly List<(Tensor Shared, Tensor Own)> _touched = [];

    /// <summary>The shared tensors that the network uses, each once, beside this slot's.</summary>
    public IReadOnlyList<(Tensor Shared, Tensor Own)> Touched => _touched;

    public double Loss { get; private set; }

    public double Accuracy { get; private set; }

    public long Flops { get; private set; }

    /// <summary>Leaves the gradients of loss/<paramref name="shards"/> in this slot's tensors.</summary>
    public void Run(ArchitectureGraph graph, ISharedWeights shared, long batch, int shards, float smoothing,
        Rng dropout)
    {
        Flops = graph.Flops * samples.Labels.Length;
        _touched.Clear();
        _seen.Clear();
        IReadOnlyList<Tensor> weights = shared.Compute(graph, _tape, OwnOf);
        samples.Draw(batch);
        Tensor logits = Network.Run(graph, weights, _tape.Input(samples.Inputs),
            new ApplyContext(Training: true, dropout));
        Tensor loss = logits.CrossEntropy(samples.Labels, smoothing);
        Loss = loss.Span[0];
        Accuracy = (double)Evaluation.CountCorrect(logits, samples.Labels) / samples.Labels.Length;
        if (double.IsFinite(Loss))
            _tape.Backward(loss * (1f / shards));
        _tape.Reset();
    }

    /// <summary>Forgets the tensors of before, when the store has others.</summary>
    public void Forget() => _own.Clear();

    public void Dispose() => _tape.Dispose();

    // Shared once more for this slot: trained tensors with a gradient, statistics as a copy.
    private Tensor OwnOf(Tensor shared, WeightSpec spec)
    {
        if (!spec.Trainable && spec.Role is not (WeightRole.RunningMean or WeightRole.RunningVariance))
            return shared;
        ref Tensor? own = ref CollectionsMarshal.GetValueRefOrAddDefault(_own, shared, out _);
        own ??= spec.Trainable ? shared.Share(requiresGradient: true) : Tensor.Zeros(shared.Shape);
        if (_seen.Add(shared))
            Begin(shared, own);
        return own;
    }

    private void Begin(Tensor shared, Tensor own)
    {
        _touched.Add((shared, own));
        if (shared.RequiresGradient)
            own.ClearGradient();
        else
            shared.Span.CopyTo(own.Span);
    }
}
