using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Judges each network by its validation accuracy, 0 to 1, with weights that a source provides and nobody
/// trains: predicted by a hypernetwork, random.</summary>
/// <remarks>Milliseconds where its nearest neighbour <see cref="TrainedEvaluator"/> takes seconds. Batch norm uses the
/// statistics of batches of 64, because such weights have no running ones. Source of the protocol: Knyazev et al.,
/// NeurIPS 2021, §4.</remarks>
/// <param name="weights">Where weights come from; asked from several threads at once.</param>
/// <param name="validation">What accuracy is measured on.</param>
public sealed class UntrainedEvaluator(IWeightSource weights, Dataset validation) : IEvaluator<Score>
{
    /// <inheritdoc/>
    public string Provenance => $"{weights.Provenance}, not trained, accuracy on {validation.Count} samples of "
        + $"{validation.Name} with batch statistics of 64";

    /// <inheritdoc/>
    public string Fidelity(Budget budget) => $"untrained-{weights.Provenance}";

    /// <inheritdoc/>
    public Task<Score> EvaluateAsync(
        ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken)
    {
        var network = Network.From(graph, weights, rng.Split("weights"));
        double accuracy = Evaluation.Accuracy(network, validation, cancellationToken: cancellationToken,
            statistics: Statistics.Batch);
        return Task.FromResult(new Score(accuracy));
    }
}
