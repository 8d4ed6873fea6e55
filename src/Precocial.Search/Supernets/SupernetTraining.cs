using System.Runtime.InteropServices;
using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Trains shared weights, step by step, so that it can be watched, stopped and gone on
/// with.</summary>
/// <remarks>
/// One step: 1. P networks, each with the next samples of the data; 2. each runs forward and backward with
/// its weights out of the store, side by side, whole on one thread, with gradients of its own; 3. the
/// gradients are added in the networks' order; 4. SGD with Nesterov's momentum moves the tensors that a
/// network of the step uses: no momentum and no L2 penalty moves the others. A running statistic becomes the
/// mean of those of the networks that use it.
/// The bytes do not depend on the threads. All randomness is a function of seed and step, so that after
/// <see cref="Restore"/> a training goes on to the same bytes. Not thread-safe.
/// Sources: Pham et al., "Efficient neural architecture search via parameter sharing", ICML 2018, §2.2 (a
/// sampled network a batch; with P = 1 it is that); Guo et al., "Single path one-shot NAS", ECCV 2020, §3.2
/// (uniform paths); Bender et al., ICML 2018, §3.2 (several ghost batches a step, each with its own dropped
/// paths; L2 on used paths alone). Its nearest neighbour, <see cref="Trainer"/>, trains one network.
/// </remarks>
public sealed class SupernetTraining : IDisposable
{
    private readonly SupernetSlot[] _slots;
    private readonly Dictionary<Tensor, Sgd> _optimizers = [];
    private readonly WorkerPool _workers;
    private readonly Rng _rng;

    /// <summary>A training that has not begun.</summary>
    /// <param name="weights">What is trained, in place.</param>
    /// <param name="data">What it is trained on.</param>
    /// <param name="settings">How.</param>
    /// <param name="seed">Of paths, samples and dropout; not of the first weights.</param>
    /// <param name="workers">Threads that networks go side by side on; null for this one alone.</param>
    public SupernetTraining(ISharedWeights weights, Dataset data, SupernetTrainingSettings settings,
        ulong seed, WorkerPool? workers = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.Steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.Shards);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.ShardSize);
        (Weights, Data, Settings, _workers) = (weights, data, settings, workers ?? WorkerPool.None);
        _rng = new Rng(seed);
        _slots = [.. Enumerable.Range(0, settings.Shards).Select(_ => new SupernetSlot(
            new SampleStream(data, settings.ShardSize, settings.Augmentation, _rng.Split("samples"))))];
    }

    /// <summary>What is trained.</summary>
    public ISharedWeights Weights { get; }

    /// <summary>What it is trained on.</summary>
    public Dataset Data { get; }

    /// <summary>How it is trained.</summary>
    public SupernetTrainingSettings Settings { get; }

    /// <summary>How many steps were taken.</summary>
    public int Step { get; private set; }

    /// <summary>Floating-point operations of all steps so far: forward, and twice that backward.</summary>
    public double TrainingFlops { get; private set; }

    /// <summary>The share of all steps that were taken, 0 to 1.</summary>
    public double Progress => Math.Min(1, (double)Step / Settings.Steps);

    /// <summary>Takes one step with networks drawn for it: uniform paths, when it is a space's
    /// sampling.</summary>
    /// <param name="draw">A network of a stream; called by several threads at once.</param>
    /// <exception cref="DivergenceException">The loss is not finite; the weights are those before the
    /// step.</exception>
    public SupernetStep Run(Func<Rng, ArchitectureGraph> draw)
    {
        Rng paths = _rng.Split("paths").Split((ulong)Step);
        return RunSlots(slot => draw(paths.Split((ulong)slot)));
    }

    /// <summary>Takes one step with given networks: over the steps, each in turn.</summary>
    /// <param name="networks">At least one.</param>
    /// <exception cref="DivergenceException">As for the other overload.</exception>
    public SupernetStep Run(IReadOnlyList<ArchitectureGraph> networks)
    {
        ArgumentOutOfRangeException.ThrowIfZero(networks.Count);
        return RunSlots(slot => networks[(int)(((long)Step * _slots.Length + slot) % networks.Count)]);
    }

    /// <summary>The state after the last step: weights, momentum, counter. About 8 bytes a
    /// parameter.</summary>
    public byte[] Save()
    {
        var velocities = new SortedDictionary<string, Tensor>(StringComparer.Ordinal);
        foreach ((string key, Tensor tensor) in Weights.Store.Tensors)
        {
            if (_optimizers.TryGetValue(tensor, out Sgd? optimizer) && optimizer.State is [Tensor velocity])
                velocities[key] = velocity;
        }
        return SupernetTrainingBytes.Write(Step, TrainingFlops, Weights.Store.Save(), velocities);
    }

    /// <summary>Goes back to a state that <see cref="Save"/> gave, in this or another process.</summary>
    /// <exception cref="FormatException">It is damaged, or of something else.</exception>
    public void Restore(ReadOnlySpan<byte> state)
    {
        (int step, double flops, byte[] weights, IReadOnlyDictionary<string, float[]> velocities) =
            SupernetTrainingBytes.Read(state);
        Weights.Store.Restore(weights);
        _optimizers.Clear();
        foreach (SupernetSlot slot in _slots)
            slot.Forget();
        foreach ((string key, float[] velocity) in velocities)
        {
            Tensor? tensor = Weights.Store.Tensors.GetValueOrDefault(key);
            if (tensor?.Count != velocity.Length)
                throw new FormatException($"The state of this training has momentum for no weight: {key}.");
            velocity.CopyTo(OptimizerOf(tensor).State[0].Span);
        }
        (Step, TrainingFlops) = (step, flops);
    }

    /// <summary>Frees the memory of the computation; the weights stay.</summary>
    public void Dispose()
    {
        foreach (SupernetSlot slot in _slots)
            slot.Dispose();
    }

    private SupernetStep RunSlots(Func<int, ArchitectureGraph> network)
    {
        Rng dropout = _rng.Split("dropout").Split((ulong)Step);
        _workers.For(_slots.Length, slot =>
        {
            _slots[slot].Run(network(slot), Weights, (long)Step * _slots.Length + slot,
                _slots.Length, Settings.LabelSmoothing, dropout.Split((ulong)slot));
        });
        foreach (SupernetSlot slot in _slots)
            ThrowIfDiverged(slot.Loss);
        (Tensor[] trained, double norm) = BringTogether();
        float rate = Settings.Rate.Value(Math.Min(Step, Settings.Steps), Settings.Steps);
        Move(trained, rate);
        Step++;
        TrainingFlops += _slots.Sum(slot => 3.0 * slot.Flops);
        return new(Step, _slots.Average(slot => slot.Loss), _slots.Average(slot => slot.Accuracy), norm, rate,
            trained.Length);
    }

    private void ThrowIfDiverged(double loss)
    {
        if (!double.IsFinite(loss))
        {
            throw new DivergenceException($"The loss of shared weights became {loss} at step {Step + 1} of "
                + $"{Settings.Steps}. Lower the learning rate, now {Settings.Rate}.");
        }
    }

    // Gradients are added into the shared tensors', statistics become the mean: in the slots' order.
    private (Tensor[] Trained, double Norm) BringTogether()
    {
        var owners = new OrderedDictionary<Tensor, List<Tensor>>();
        foreach (SupernetSlot slot in _slots)
        {
            foreach ((Tensor shared, Tensor own) in slot.Touched)
            {
                if (!owners.TryGetValue(shared, out List<Tensor>? list))
                    owners.Add(shared, list = []);
                list.Add(own);
            }
        }
        Tensor[] all = [.. owners.Keys];
        _workers.For(all.Length, i => BringTogether(all[i], owners[all[i]]));
        Tensor[] trained = [.. all.Where(tensor => tensor.RequiresGradient)];
        float limit = Settings.ClipNorm > 0 ? Settings.ClipNorm : float.MaxValue;
        return (trained, GradientClipping.ByNorm(trained, limit));
    }

    private static void BringTogether(Tensor shared, List<Tensor> owned)
    {
        if (shared.RequiresGradient)
        {
            shared.ClearGradient();
            GradientSum.Add(shared, owned);
            return;
        }
        for (int i = 0; i < shared.Count; i++)
        {
            double sum = 0;
            foreach (Tensor own in owned)
                sum += own.Span[i];
            shared.Span[i] = (float)(sum / owned.Count);
        }
    }

    private void Move(Tensor[] trained, float rate)
    {
        Sgd[] optimizers = [.. trained.Select(OptimizerOf)];
        _workers.For(optimizers.Length, i =>
        {
            optimizers[i].LearningRate = rate;
            optimizers[i].Step();
        });
    }

    private Sgd OptimizerOf(Tensor tensor)
    {
        ref Sgd? optimizer = ref CollectionsMarshal.GetValueRefOrAddDefault(_optimizers, tensor, out _);
        return optimizer ??= new Sgd([tensor], Settings.Rate.Value(0, Settings.Steps), Settings.Momentum,
            nesterov: true, Settings.WeightDecay);
    }
}
