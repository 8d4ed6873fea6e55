using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Trains one classifier, epoch by epoch, so that it can be watched, stopped and gone on
/// with.</summary>
/// <remarks>
/// Epoch e draws its order, augmentation and dropout from streams that depend on the seed and e alone. So
/// after <see cref="Restore"/> of what <see cref="Save"/> gave, training goes on to the same bytes as without
/// interruption, with any number of threads. Changes the weights of the network it is given. Not thread-safe.
/// </remarks>
public sealed class Trainer : IDisposable
{
    private readonly Batches _batches;
    private readonly Optimizer _optimizer;
    private readonly Rng _rng;
    private readonly Tape _tape;

    /// <summary>A training that has not begun.</summary>
    /// <param name="network">What is trained; its weights are changed in place.</param>
    /// <param name="data">What it is trained on.</param>
    /// <param name="recipe">How.</param>
    /// <param name="epochs">How many passes; the learning rate's schedule depends on it.</param>
    /// <param name="rng">Only its seed matters.</param>
    /// <param name="workers">Threads to share each operation; null for this one alone.</param>
    public Trainer(
        Network network, Dataset data, TrainingRecipe recipe, int epochs, Rng rng, WorkerPool? workers = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epochs);
        (Network, Recipe, Epochs, _rng) = (network, recipe, epochs, rng);
        _batches = new(data, recipe.BatchSize, recipe.Augmentation);
        _optimizer = recipe.OptimizerFor(network.Parameters);
        _tape = new(recording: true, workers);
    }

    /// <summary>What is trained.</summary>
    public Network Network { get; }

    /// <summary>How it is trained.</summary>
    public TrainingRecipe Recipe { get; }

    /// <summary>How many epochs there will be.</summary>
    public int Epochs { get; }

    /// <summary>How many epochs are finished.</summary>
    public int Epoch { get; private set; }

    /// <summary>Whether all epochs are finished.</summary>
    public bool IsDone => Epoch >= Epochs;

    /// <summary>Trains one epoch.</summary>
    /// <param name="cancellationToken">Looked at before every batch. A cancelled epoch leaves the network
    /// between two states: go back with <see cref="Restore"/>.</param>
    /// <exception cref="DivergenceException">The loss is not finite.</exception>
    /// <exception cref="InvalidOperationException">All epochs are finished.</exception>
    public EpochReport RunEpoch(CancellationToken cancellationToken = default)
    {
        if (IsDone)
            throw new InvalidOperationException($"All {Epochs} epochs are done. Build a trainer with more.");
        var rng = _rng.Split((ulong)Epoch);
        var context = new ApplyContext(Training: true, rng.Split("dropout"));
        int step = Epoch * _batches.Count, correct = 0;
        double loss = 0;
        foreach (var batch in _batches.Shuffled(rng.Split("batches")))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _optimizer.LearningRate = Recipe.RateAt(step++, Epochs * _batches.Count);
            var (batchLoss, batchCorrect) = RunStep(batch, context);
            loss += batchLoss * batch.Count;
            correct += batchCorrect;
        }
        Epoch++;
        return new(Epoch, Epochs, loss / _batches.Data.Count, (double)correct / _batches.Data.Count);
    }

    /// <summary>Trains the epochs that are left.</summary>
    /// <param name="progress">Told after every epoch.</param>
    /// <param name="cancellationToken">As for <see cref="RunEpoch"/>.</param>
    /// <exception cref="DivergenceException">The loss is not finite.</exception>
    public void Run(IProgress<EpochReport>? progress = null, CancellationToken cancellationToken = default)
    {
        while (!IsDone)
        {
            var report = RunEpoch(cancellationToken);
            progress?.Report(report);
        }
    }

    /// <summary>The state after the last epoch: weights, running statistics, optimizer, epoch. About 8 to 12
    /// bytes a parameter.</summary>
    public byte[] Save() => TrainingCheckpoint.Write(this, _optimizer);

    /// <summary>Goes back to a state that <see cref="Save"/> gave, in this or another process.</summary>
    /// <exception cref="FormatException">It is damaged, or of another network or recipe.</exception>
    public void Restore(ReadOnlySpan<byte> checkpoint) =>
        Epoch = TrainingCheckpoint.Read(checkpoint, this, _optimizer);

    /// <summary>Frees the memory of the computation; the network stays.</summary>
    public void Dispose() => _tape.Dispose();

    private (double Loss, int Correct) RunStep(Batch batch, ApplyContext context)
    {
        var logits = Network.Forward(_tape.Input(batch.Inputs), context);
        var loss = logits.CrossEntropy(batch.Labels, Recipe.LabelSmoothing);
        float value = loss.Span[0];
        if (!float.IsFinite(value))
        {
            _tape.Reset();
            throw new DivergenceException(
                $"The training loss became {value} in epoch {Epoch + 1} of {Epochs}. "
                + $"Lower the learning rate, now {Recipe.LearningRate}.");
        }
        int correct = Evaluation.CountCorrect(logits, batch.Labels);
        _optimizer.ClearGradients();
        _tape.Backward(loss);
        if (Recipe.ClipNorm > 0)
            GradientClipping.ByNorm(Network.Parameters, Recipe.ClipNorm);
        _optimizer.Step();
        _tape.Reset();
        return (value, correct);
    }
}
