using System.Collections.Concurrent;
using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>Trains a <see cref="GraphHypernetwork"/>, step by step, so that it can be watched, stopped and
/// gone on with.</summary>
/// <remarks>
/// One step: 1. one batch of images, m networks; 2. each network's weights are predicted, it runs on the
/// images with batch statistics, and the gradient of its cross entropy flows through the predicted weights
/// into the hypernetwork alone;
/// 3. the gradients' mean moves the hypernetwork. Networks go side by side, each whole on one thread with
/// gradients of its own, which are added in their order: the bytes do not depend on the threads. All
/// randomness is a function of seed and step, so that after <see cref="Restore"/> a training goes on to the
/// same bytes. Not thread-safe. Source: Knyazev et al., NeurIPS 2021, (1) and §4; departures: no dropout in
/// the networks' heads, and the settings' curricula.
/// </remarks>
public sealed class HypernetworkTraining : IDisposable
{
    private readonly TrainingSlot[] _slots;
    private readonly ConcurrentBag<Tape> _tapes = [];
    private readonly NetworkStream _networks;
    private readonly SampleStream _images;
    private readonly WorkerPool _workers;
    private readonly DistributionSums _seen = new();

    /// <summary>A training that has not begun.</summary>
    /// <param name="hypernetwork">What is trained; its weights are changed in place.</param>
    /// <param name="data">The images; networks take them as they are in the data set.</param>
    /// <param name="networks">Draws a network for images of the data's shape and its classes; called by
    /// several threads at once.</param>
    /// <param name="settings">How.</param>
    /// <param name="seed">Of all randomness but the hypernetwork's first weights.</param>
    /// <param name="workers">Threads that networks go side by side on; null for this one alone.</param>
    public HypernetworkTraining(GraphHypernetwork hypernetwork, Dataset data, Func<Rng,
        ArchitectureGraph> networks,
        HypernetworkTrainingSettings settings, ulong seed, WorkerPool? workers = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.Steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.MetaBatch);
        (Hypernetwork, Settings, _workers) = (hypernetwork, settings, workers ?? WorkerPool.None);
        var rng = new Rng(seed);
        _networks = new NetworkStream(networks, settings, hypernetwork.Configuration.VirtualEdges, rng);
        _images = new SampleStream(data, settings.BatchSize, settings.Augmentation, rng.Split("images"));
        _slots = [.. Enumerable.Range(0, settings.MetaBatch)
            .Select(slot => new TrainingSlot(slot == 0 ? hypernetwork : hypernetwork.WithOwnGradients()))];
        ImmutableArray<Tensor> parameters = hypernetwork.Parameters;
        (float rate, float decay) = (settings.LearningRate, settings.WeightDecay);
        Optimizer = settings.DecoupledDecay
            ? new AdamW(parameters, rate, weightDecay: decay) { Workers = workers }
            : new Adam(parameters, rate, weightDecay: decay) { Workers = workers };
    }

    /// <summary>What is trained.</summary>
    public GraphHypernetwork Hypernetwork { get; }

    /// <summary>How it is trained.</summary>
    public HypernetworkTrainingSettings Settings { get; }

    /// <summary>How many steps were taken.</summary>
    public long Step { get; internal set; }

    /// <summary>How many steps were tried again because of a loss that is not finite or too large.</summary>
    public long Retries { get; internal set; }

    /// <summary>What the networks looked like that were trained on; null before the first step.</summary>
    public TrainingDistribution? Distribution => _seen.Distribution();

    internal Optimizer Optimizer { get; }

    internal double[] Seen => _seen.Values;

    /// <summary>Takes one step.</summary>
    /// <param name="progress">Of the training, 0 to 1, on which rate and curricula depend; null for
    /// Step/<see cref="HypernetworkTrainingSettings.Steps"/>. Give it when time is the budget.</param>
    /// <exception cref="HypernetworkTrainingException">Too many steps failed; the weights are those of the
    /// last good one.</exception>
    public HypernetworkStep Run(double? progress = null)
    {
        double at = Math.Clamp(progress ?? (double)Step / Settings.Steps, 0, 1);
        _images.Draw(Step);
        double drawnAt = Math.Clamp(progress ?? (double)(Step - Step % _networks.Steps) / Settings.Steps, 0, 1);
        _networks.Draw(Step, drawnAt, _workers);
        for (int attempt = 0; ; attempt++)
        {
            int retry = attempt;
            RunNetworks(slot => _networks.At(Step, retry, slot, at), _images.Inputs, _images.Labels);
            double norm = SumGradients();
            if (double.IsFinite(norm))
                return Finish(norm, Settings.RateAt(at), attempt);
            CountRetry();
        }
    }

    /// <summary>The state after the last step: weights, optimizer, counters. About 12 bytes a
    /// parameter.</summary>
    public byte[] Save() => TrainingBytes.Write(this);

    /// <summary>Goes back to a state that <see cref="Save"/> gave, in this or another process.</summary>
    /// <exception cref="FormatException">It is damaged, or of another hypernetwork or seed.</exception>
    public void Restore(ReadOnlySpan<byte> state)
    {
        TrainingBytes.Read(state, this);
        Hypernetwork.Prepare();
    }

    /// <summary>Frees the memory of the computation; the hypernetwork stays.</summary>
    public void Dispose()
    {
        foreach (Tape tape in _tapes)
            tape.Dispose();
    }

    /// <summary>A step on given images and networks: for comparison with other implementations.</summary>
    internal HypernetworkStep RunOn(Tensor images, int[] labels, IReadOnlyList<TrainingNetwork> networks)
    {
        RunNetworks(slot => networks[slot], images, labels);
        return Finish(SumGradients(), Settings.LearningRate, retries: 0);
    }

    private void RunNetworks(Func<int, TrainingNetwork> network, Tensor images, int[] labels)
    {
        // The most expensive first: then what threads wait for at the end is cheap.
        _workers.For(_slots.Length, item =>
        {
            int slot = _slots.Length - 1 - item;
            // As many tapes as threads, so that a network's numbers are where the last one's were: in the cache.
            Tape tape = _tapes.TryTake(out Tape? used) ? used : new Tape();
            _slots[slot].Run(tape, network(slot), images, labels, _slots.Length, Settings.LabelSmoothing,
                Settings.LossLimit);
            _tapes.Add(tape);
        });
    }

    // NaN if the loss of a network, or the sum itself, is not to be used.
    private double SumGradients()
    {
        foreach (TrainingSlot slot in _slots)
        {
            if (!(slot.Loss <= Settings.LossLimit))
                return double.NaN;
        }
        // The first network's gradients are the hypernetwork's own already.
        TrainingSlot[] others = _slots[1..];
        for (int i = 0; i < Hypernetwork.Parameters.Length; i++)
        {
            int parameter = i;
            GradientSum.Add(Hypernetwork.Parameters[i],
                Array.ConvertAll(others, slot => slot.Hypernetwork.Parameters[parameter]), _workers);
        }
        return GradientClipping.ByNorm(Hypernetwork.Parameters, Settings.ClipNorm);
    }

    private HypernetworkStep Finish(double norm, float rate, int retries)
    {
        Optimizer.LearningRate = rate;
        Optimizer.Step();
        Hypernetwork.Prepare(_workers);
        Step++;
        foreach (TrainingSlot slot in _slots)
            _seen.Add(slot.Network!.Features);
        return new HypernetworkStep(Step, _slots.Average(slot => slot.Loss),
            [.. _slots.Select(slot => slot.Loss)], _slots.Average(slot => slot.Accuracy), norm, rate,
            _slots.Sum(slot => slot.Network!.Nodes.Nodes.Length),
            retries);
    }

    private void CountRetry()
    {
        Retries++;
        if (Retries > Settings.RetryLimit)
        {
            throw new HypernetworkTrainingException($"Training the hypernetwork failed at step {Step + 1}: "
                + $"the loss of {Retries} steps was not finite or above {Settings.LossLimit}. "
                + $"Lower the learning rate, now {Settings.LearningRate}.");
        }
    }
}
