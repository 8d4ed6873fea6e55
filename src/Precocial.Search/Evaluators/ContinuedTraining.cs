using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Trains each network for the budget's epochs of a longer training, and goes on where the last
/// judgement of it stopped: what multi-fidelity strategies are cheap with.</summary>
/// <remarks>
/// The learning rate's schedule is that of <see cref="Horizon"/> epochs, whatever the budget, so that a
/// longer training begins with the very steps of a shorter one. A judgement depends on the seed, the network
/// and the epochs alone: when the state of the shorter training is not at hand (another process, or no room),
/// training from the start gives the same bytes. So the candidate's own stream, which differs by fidelity, is
/// not used. Its nearest neighbour: <see cref="TrainedEvaluator"/>, whose schedule ends with the budget.
/// Thread-safe.
/// </remarks>
public sealed class ContinuedTraining : IEvaluator<Score>
{
    private readonly Dataset _train, _validation;
    private readonly ulong _seed;
    private readonly TrainingStates _states;
    private long _epochsTrained;

    /// <summary>An evaluator on a data set.</summary>
    /// <param name="train">What weights are trained on.</param>
    /// <param name="validation">What accuracy is measured on.</param>
    /// <param name="horizon">The epochs of a whole training.</param>
    /// <param name="seed">What the networks' streams are split from.</param>
    /// <param name="recipe">How networks are trained; null for what suits the data.</param>
    /// <param name="stateBytes">The memory for states of unfinished trainings. Never changes a
    /// result.</param>
    public ContinuedTraining(
        Dataset train, Dataset validation, int horizon, ulong seed, TrainingRecipe? recipe = null,
        long stateBytes = 1L << 29)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizon);
        ArgumentOutOfRangeException.ThrowIfNegative(stateBytes);
        (_train, _validation, Horizon, _seed) = (train, validation, horizon, seed);
        Recipe = recipe ?? TrainingRecipe.For(train);
        _states = new TrainingStates(stateBytes);
    }

    /// <summary>The epochs of a whole training.</summary>
    public int Horizon { get; }

    /// <summary>How networks are trained.</summary>
    public TrainingRecipe Recipe { get; }

    /// <summary>Where training starts from.</summary>
    public IWeightSource Weights { get; init; } = new InitializedWeights();

    /// <summary>How many epochs were really trained in this process, over all networks.</summary>
    public long EpochsTrained => Interlocked.Read(ref _epochsTrained);

    /// <inheritdoc/>
    public string Provenance =>
        $"trained on {_train.Count} samples of {_train.Name} from {Weights.Provenance} ({Recipe}) for a "
        + $"part of {Horizon} epochs, accuracy on {_validation.Count} others, seed {_seed}";

    /// <inheritdoc/>
    public string Fidelity(Budget budget) => $"trained-{budget.Epochs}-of-{Horizon}";

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The budget is longer than the horizon.</exception>
    public Task<Score> EvaluateAsync(
        ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(budget.Epochs, Horizon);
        var stream = new Rng(_seed).Split(graph.Key);
        var network = Network.From(graph, Weights, stream.Split("weights"));
        using var trainer = new Trainer(network, _train, Recipe, Horizon, stream.Split("training"));
        if (_states.Take(graph.Key, budget.Epochs) is { } state)
            trainer.Restore(state);
        for (; trainer.Epoch < budget.Epochs; Interlocked.Increment(ref _epochsTrained))
            trainer.RunEpoch(cancellationToken);
        if (!trainer.IsDone)
            _states.Keep(graph.Key, trainer.Epoch, trainer.Save());
        double accuracy = Evaluation.Accuracy(network, _validation, cancellationToken: cancellationToken);
        return Task.FromResult(new Score(accuracy));
    }
}
