using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Judges relaxed networks by the gradient of the validation loss with respect to α, and trains
/// their shared weights w from round to round: DARTS.</summary>
/// <remarks>
/// <see cref="PrepareAsync"/> takes the round's steps of SGD on the training loss at the round's α;
/// <see cref="EvaluateAsync"/> gives dα of the validation loss at these weights, by the settings' order, and
/// leaves the weights as they were. So the steps alternate w, α, w, α, where the released code has α, w, α,
/// w: the same sequence but for the first step of all. The step that the second order looks ahead is, as
/// there, the very next step of w, on its batch.
/// Batches are cut into a fixed number of shards that go side by side; the bytes do not depend on the
/// threads. All randomness is a function of the first round's stream and the step: after
/// <see cref="Restore"/> a search goes on to the same bytes. One relaxed space and one study at a time; give
/// the study one proposal a round. Its nearest neighbour: <see cref="TrainedEvaluator"/>, which judges
/// discrete networks and tells how good, not whereto. Source: Liu, Simonyan and Yang, "DARTS", ICLR 2019,
/// algorithm 1. The eigenvalue: Zela et al., ICLR 2020, here of one and the same batch in every epoch, so
/// that epochs compare.
/// </remarks>
public sealed class RelaxedEvaluator : IEvaluator<AlphaGradient>, IDisposable
{
    private readonly Dataset _train, _validation;
    private readonly RelaxedSettings _settings;
    private readonly WorkerPool _workers;
    private readonly Lock _lock = new();
    private RelaxedNetwork? _network;
    private Sgd? _optimizer;
    private RelaxedBatches? _batches;
    private byte[]? _restored;
    private ulong _seed;
    private long _step;

    /// <summary>An evaluator on two data sets.</summary>
    /// <param name="train">What w is trained on.</param>
    /// <param name="validation">What α is trained on; DARTS: the other half of the training data.</param>
    /// <param name="settings">How.</param>
    /// <param name="workers">Threads that shards go side by side on; null for this one alone.</param>
    public RelaxedEvaluator(
        Dataset train, Dataset validation, RelaxedSettings settings, WorkerPool? workers = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.Steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.StepsPerRound);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.BatchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.Shards);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.EigenvalueIterations);
        if (settings.BatchSize % settings.Shards != 0)
        {
            throw new ArgumentException($"A batch of {settings.BatchSize} cannot be cut into "
                + $"{settings.Shards} equal parts. Choose a multiple.", nameof(settings));
        }
        (_train, _validation, _settings) = (train, validation, settings);
        _workers = workers ?? WorkerPool.None;
    }

    /// <inheritdoc/>
    public string Provenance => $"weights trained on {_train.Count} samples of {_train.Name}, dα on "
        + $"{_validation.Count} others ({_settings})";

    /// <summary>How many rounds make one pass over the training data.</summary>
    public int RoundsPerEpoch => Math.Max(1, _train.Count / (_settings.BatchSize * _settings.StepsPerRound));

    /// <inheritdoc/>
    public bool PreparesRounds => true;

    /// <inheritdoc/>
    public string Fidelity(Budget budget) => "relaxed";

    /// <inheritdoc/>
    public Task PrepareAsync(
        IEnumerable<ArchitectureGraph> proposals, Rng rng, CancellationToken cancellationToken)
    {
        ArchitectureGraph graph = proposals.First();
        lock (_lock)
        {
            if (_batches is null && _restored is null)
                _seed = rng.NextUInt64();
            RelaxedNetwork network = NetworkOf(graph);
            for (int i = 0; i < _settings.StepsPerRound; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Train(network);
            }
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<AlphaGradient> EvaluateAsync(
        ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_batches is null && _restored is null)
            {
                throw new InvalidOperationException("A relaxed network is judged with weights that "
                    + "PrepareAsync has trained: call it before.");
            }
            RelaxedNetwork network = NetworkOf(graph);
            _batches!.DrawValidation(_step / _settings.StepsPerRound);
            double[] gradient = _settings.Order == GradientOrder.First
                ? network.ValidationAlphaGradient()
                : Unrolled(network);
            var (loss, accuracy) = network.LastValidation;
            return Task.FromResult(new AlphaGradient(
                loss, accuracy, [.. gradient.Select(g => (float)g)], EigenvalueOf(network)));
        }
    }

    /// <inheritdoc/>
    public byte[]? Save()
    {
        lock (_lock)
            return _network is null ? _restored : RelaxedState.Write(_seed, _step, StateOf(_network));
    }

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<byte> state)
    {
        lock (_lock)
        {
            (_seed, _step) = RelaxedState.Head(state);
            Forget();
            _restored = state.ToArray();
        }
    }

    /// <summary>Frees the memory of the computation.</summary>
    public void Dispose() => Forget();

    private void Train(RelaxedNetwork network)
    {
        _batches!.DrawTraining(_step);
        try
        {
            network.TrainingWeightGradient();
        }
        catch (DivergenceException e)
        {
            throw new SearchException($"{e.Message} It is {_settings.LearningRate}; step {_step + 1} of "
                + $"{_settings.Steps}.");
        }
        GradientClipping.ByNorm(network.Weights, _settings.ClipNorm);
        _optimizer!.LearningRate = RateAt(_step);
        _optimizer.Step();
        _step++;
    }

    private double[] Unrolled(RelaxedNetwork network)
    {
        _batches!.DrawTraining(_step);
        return UnrolledGradient.Of(
            network, _optimizer!.State, RateAt(_step), _settings.Momentum, _settings.WeightDecay);
    }

    // Once an epoch, after its last round.
    private double? EigenvalueOf(RelaxedNetwork network)
    {
        if (_settings.EigenvalueIterations == 0 || _step / _settings.StepsPerRound % RoundsPerEpoch != 0)
            return null;
        _batches!.DrawCurvature();
        Rng start = new Rng(_seed).Split("eigenvalue");
        return DominantEigenvalue.Of(network, _settings.EigenvalueIterations, start);
    }

    private float RateAt(long step) => new CosineSchedule(_settings.LearningRate, _settings.LastRate)
        .Value((int)Math.Min(step, _settings.Steps), _settings.Steps);

    private RelaxedNetwork NetworkOf(ArchitectureGraph graph)
    {
        if (_network is null)
        {
            var rng = new Rng(_seed);
            _network = new(graph, _settings.TrainScales, _settings.Shards, rng.Split("weights"), _workers);
            _optimizer = new(
                _network.Weights, RateAt(0), _settings.Momentum, weightDecay: _settings.WeightDecay);
            _batches = new(_train, _validation, _settings, rng);
            (_network.Training, _network.Validation) = (_batches.Training, _batches.Validation);
        }
        if (_restored is not null)
            RelaxedState.Read(_restored, StateOf(_network));
        _restored = null;
        _network.TakeAlpha(graph);
        return _network;
    }

    private Tensor[] StateOf(RelaxedNetwork network) => [.. network.Weights, .. _optimizer!.State];

    private void Forget()
    {
        _network?.Dispose();
        (_network, _optimizer, _batches) = (null, null, null);
    }
}
