using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Trains each network for the budget's epochs and judges it by its validation accuracy, 0 to
/// 1.</summary>
/// <remarks>The dearest and most faithful evaluator; its nearest neighbour <see cref="TabularEvaluator"/>
/// looks up what somebody trained before. One thread a candidate: run several at once with
/// <see cref="StudyPlan{TGenotype,TFeedback}.Workers"/>. The test part is never looked at.</remarks>
public sealed class TrainedEvaluator : IEvaluator<Score>
{
    private readonly Dataset _train, _validation;

    /// <summary>An evaluator on a data set.</summary>
    /// <param name="train">What weights are trained on.</param>
    /// <param name="validation">What accuracy is measured on.</param>
    /// <param name="recipe">How networks are trained; null for what suits the data.</param>
    public TrainedEvaluator(Dataset train, Dataset validation, TrainingRecipe? recipe = null)
    {
        (_train, _validation) = (train, validation);
        Recipe = recipe ?? TrainingRecipe.For(train);
    }

    /// <summary>An evaluator on the training and validation parts of a split.</summary>
    public TrainedEvaluator(DataSplit split, TrainingRecipe? recipe = null)
        : this(split.Train, split.Validation, recipe) { }

    /// <summary>How networks are trained.</summary>
    public TrainingRecipe Recipe { get; }

    /// <summary>Where training starts from.</summary>
    public IWeightSource Weights { get; init; } = new InitializedWeights();

    /// <summary>Where trained weights are kept for children to inherit; null for nowhere.</summary>
    public IWeightStore? Store { get; init; }

    /// <summary>Told after every epoch of every candidate, on the thread that trains it.</summary>
    public IProgress<CandidateEpoch>? Epochs { get; init; }

    /// <inheritdoc/>
    public string Provenance =>
        $"trained on {_train.Count} samples of {_train.Name} from {Weights.Provenance} ({Recipe}), "
        + $"accuracy on {_validation.Count} others";

    /// <inheritdoc/>
    public string Fidelity(Budget budget) => $"trained-{budget.Epochs}";

    /// <inheritdoc/>
    public Task<Score> EvaluateAsync(
        ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken)
    {
        var network = Network.From(graph, Weights, rng.Split("weights"));
        using var trainer = new Trainer(network, _train, Recipe, budget.Epochs, rng.Split("training"));
        while (!trainer.IsDone)
        {
            var report = trainer.RunEpoch(cancellationToken);
            Epochs?.Report(new(graph.Key, report));
        }
        Store?.Keep(network);
        double accuracy = Evaluation.Accuracy(network, _validation, cancellationToken: cancellationToken);
        return Task.FromResult(new Score(accuracy));
    }
}

/// <summary>One finished epoch of a candidate.</summary>
/// <param name="Key">Which network.</param>
/// <param name="Report">How the epoch went.</param>
public readonly record struct CandidateEpoch(string Key, EpochReport Report);
