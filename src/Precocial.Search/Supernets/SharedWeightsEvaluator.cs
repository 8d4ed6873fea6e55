using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Judges each network by its validation accuracy, 0 to 1, with weights that it shares with all
/// others.</summary>
/// <remarks>
/// With <see cref="SharedWeightsSettings.StepsPerRound"/> (ENAS), the weights are trained on each round's
/// networks before they are judged, and the study keeps the training's state with its log. Without, the
/// weights are trained before the search (one-shot, SPOS, random search with shared weights): run the
/// training first. Milliseconds a network where its nearest neighbour <see cref="TrainedEvaluator"/> takes
/// seconds; what the scores are worth, a rank correlation with trained networks tells. Sources: Pham et al.,
/// ICML 2018, §2.2 and the released code; Guo et al., ECCV 2020, §3; Li and Talwalkar, UAI 2019 (random
/// search).
/// </remarks>
/// <param name="training">Of the weights, with the data that statistics are recalibrated on.</param>
/// <param name="validation">What accuracy is measured on.</param>
/// <param name="settings">How; null for the whole validation set with the statistics of each batch.</param>
public sealed class SharedWeightsEvaluator(
    SupernetTraining training, Dataset validation, SharedWeightsSettings? settings = null) : IEvaluator<Score>
{
    /// <summary>Of the weights.</summary>
    public SupernetTraining Training => training;

    /// <summary>How networks are judged.</summary>
    public SharedWeightsSettings Settings { get; } = settings ?? new();

    /// <inheritdoc/>
    public string Provenance => $"{training.Weights.Provenance}, trained on {training.Data.Count} samples of "
        + $"{training.Data.Name} ({training.Settings}), accuracy on {validation.Count} others, "
        + Settings.Words;

    /// <inheritdoc/>
    public bool PreparesRounds => Settings.StepsPerRound > 0;

    /// <inheritdoc/>
    public string Fidelity(Budget budget) => $"shared-{training.Settings.Steps}-{Settings.Words}";

    /// <summary>Trains the weights on a round's networks, each in turn.</summary>
    /// <exception cref="DivergenceException">The loss is not finite.</exception>
    public Task PrepareAsync(
        IEnumerable<ArchitectureGraph> proposals, Rng rng, CancellationToken cancellationToken)
    {
        ArchitectureGraph[] networks = [.. proposals];
        for (int step = 0; step < Settings.StepsPerRound; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            training.Run(networks);
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<Score> EvaluateAsync(
        ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken)
    {
        Network network = NetworkOf(graph, rng.Split("recalibration"));
        Statistics statistics = Settings.Statistics == SharedStatistics.OfBatch
            ? Statistics.Batch
            : Statistics.Running;
        Dataset samples = Judging(rng.Split("samples"));
        double accuracy = Evaluation.Accuracy(
            network, samples, cancellationToken: cancellationToken, statistics: statistics);
        return Task.FromResult(new Score(accuracy));
    }

    /// <summary>Weights, momentum and counter of the training, where rounds change them.</summary>
    public byte[]? Save() => PreparesRounds ? training.Save() : null;

    /// <summary>Goes back to what <see cref="Save"/> gave.</summary>
    /// <exception cref="FormatException">It is damaged, or of something else.</exception>
    public void Restore(ReadOnlySpan<byte> state) => training.Restore(state);

    // Others may judge at the same time: what recalibration writes to must be this network's own.
    private Network NetworkOf(ArchitectureGraph graph, Rng rng)
    {
        IReadOnlyList<Tensor> shared = training.Weights.Provide(graph, rng);
        if (Settings.Statistics != SharedStatistics.Recalibrated)
            return new Network(graph, shared);
        var network = new Network(graph, [.. shared.Select((tensor, i) =>
            graph.WeightSpecs[i].Spec.Trainable ? tensor : tensor.Detach())]);
        RunningStatistics.Estimate(network, training.Data, rng, Settings.RecalibrationBatches);
        return network;
    }

    private Dataset Judging(Rng rng)
    {
        if (Settings.ValidationSamples == 0 || Settings.ValidationSamples >= validation.Count)
            return validation;
        int[] order = [.. Enumerable.Range(0, validation.Count)];
        rng.Shuffle(order.AsSpan());
        return validation.Subset(order.AsSpan(0, Settings.ValidationSamples));
    }
}
