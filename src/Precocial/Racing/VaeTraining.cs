using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Trains a <see cref="FrameAutoencoder"/> on frames, epoch by epoch.</summary>
/// <remarks>The same frames, options and generator give the same bytes, with any number of threads.</remarks>
public sealed class VaeTraining : IDisposable
{
    private readonly byte[][] _train, _heldOut;
    private readonly VaeTrainingOptions _options;
    private readonly Rng _rng;
    private readonly Tape _tape;
    private readonly Adam _adam;

    /// <summary>A training that has not begun.</summary>
    /// <param name="frames">64×64×3 bytes each, in any order; the first are kept back.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="rng">Draws weights, order and noise.</param>
    /// <param name="workers">Null for this thread alone.</param>
    /// <exception cref="ArgumentException">Not enough frames for both parts.</exception>
    public VaeTraining(byte[][] frames, VaeTrainingOptions? options, Rng rng, WorkerPool? workers = null)
    {
        _options = options ?? new VaeTrainingOptions();
        int heldOut = (int)Math.Ceiling(frames.Length * _options.HeldOut);
        if (heldOut < 1 || heldOut >= frames.Length)
        {
            throw new ArgumentException($"VaeTraining: of {frames.Length} frames {heldOut} would be kept "
                + "back. Collect more, or keep another share.");
        }

        (_heldOut, _train) = (frames[..heldOut], frames[heldOut..]);
        _rng = rng;
        Model = new FrameAutoencoder(_options.Latents, rng.Split("weights"));
        _tape = new Tape(workers: workers);
        _adam = new Adam([.. Model.Weights.Values], _options.LearningRate);
    }

    /// <summary>What is trained.</summary>
    public FrameAutoencoder Model { get; }

    /// <summary>Epochs trained.</summary>
    public int Epoch { get; private set; }

    /// <summary>Whether all epochs are trained.</summary>
    public bool IsDone => Epoch >= _options.Epochs;

    /// <summary>Trains one epoch.</summary>
    /// <returns>The mean loss of its batches.</returns>
    public double RunEpoch(CancellationToken cancellation = default)
    {
        var rng = _rng.Split("epoch").Split((ulong)Epoch);
        int[] order = [.. Enumerable.Range(0, _train.Length)];
        rng.Shuffle(order.AsSpan());
        double sum = 0;
        int batches = 0;
        foreach (int[] batch in order.Chunk(_options.BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            sum += Step([.. batch.Select(i => _train[i])], rng);
            batches++;
        }

        Epoch++;
        return sum / batches;
    }

    /// <summary>The mean squared error of a pixel's channel, in [0, 1]², on the frames kept back.</summary>
    public double HeldOutError()
    {
        double sum = 0;
        foreach (byte[][] batch in _heldOut.Chunk(_options.BatchSize))
        {
            Tensor x = _tape.Input(ToTensor(batch));
            sum += batch.Length * (double)Model.Reconstruct(x).MeanSquaredError(x).Span[0];
            _tape.Reset();
        }

        return sum / _heldOut.Length;
    }

    /// <summary>The error of always answering with the mean of the frames trained on: what has to be
    /// beaten.</summary>
    public double MeanFrameError()
    {
        var mean = new double[_train[0].Length];
        foreach (byte[] frame in _train)
        {
            for (int i = 0; i < mean.Length; i++)
                mean[i] += frame[i] / 255.0 / _train.Length;
        }

        return _heldOut.Average(frame =>
            frame.Select((value, i) => Math.Pow((value / 255.0) - mean[i], 2)).Average());
    }

    /// <inheritdoc/>
    public void Dispose() => _tape.Dispose();

    private double Step(byte[][] batch, Rng rng)
    {
        var noise = Tensor.Zeros([batch.Length, _options.Latents]);
        foreach (ref float value in noise.Span)
            value = (float)rng.NextNormal();
        Tensor loss = Model.Loss(_tape.Input(ToTensor(batch)), _tape.Input(noise));
        double batchLoss = loss.Span[0];
        _tape.Backward(loss);
        _adam.Step();
        _adam.ClearGradients();
        _tape.Reset();
        return batchLoss;
    }

    private static Tensor ToTensor(byte[][] batch)
    {
        var tensor = Tensor.Zeros([batch.Length, 3, 64, 64]);
        for (int i = 0; i < batch.Length; i++)
            VaeEncoder.ToPlanes(batch[i], tensor.Span.Slice(i * batch[i].Length, batch[i].Length));
        return tensor;
    }
}
