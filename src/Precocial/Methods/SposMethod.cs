using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Single path one-shot search (SPOS): shared weights trained on uniform paths, then evolution
/// among them with batch norm recalibrated for each network.</summary>
/// <remarks>
/// <list type="number">
/// <item>Train shared weights, a cell drawn uniformly for each part of a batch (§3.2):
/// <see cref="SupernetTraining"/>.</item>
/// <item>Evolution by crossover and mutation (algorithm 1):
/// <see cref="ElitistEvolution{TGenotype,TFeedback}"/>; each network is judged after its batch norm
/// statistics were measured on training batches (§3.1): <see cref="RunningStatistics"/>.</item>
/// </list>
/// Departures: cells in place of choice blocks, no search of channels; 8 batches of 64 recalibrate instead
/// of 200; a population of 20 where hundreds of networks are judged.
/// </remarks>
public sealed class SposMethod() : Method(new(
    Name: "spos",
    Space: "cell",
    Strategy: "evolution with crossover",
    Evaluator: "shared weights, trained once on uniform paths, batch norm recalibrated",
    Source: "Guo et al., Single path one-shot neural architecture search with uniform sampling, ECCV 2020"))
{
    /// <inheritdoc/>
    public override async Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken)
    {
        var space = context.Cells();
        using var workers = new WorkerPool(context.Threads);
        var settings = SharedWeightsSearch.SettingsFor(context) with { LabelSmoothing = 0.1f };
        using var training = new SupernetTraining(
            new SupernetWeights(context.Seed), context.Train, settings, context.Seed, workers);
        SharedWeightsSearch.Train(
            training, rng => SharedWeightsSearch.Draw(space, context, rng), context, Name, cancellationToken);
        SharedWeightsSettings judging = SharedWeightsSettings.Spos;
        return await SharedWeightsSearch.JudgeAsync(space,
            new ElitistEvolution<CellGenotype, Score>(space, Ranking.ByScore) { Population = 20 },
            new SharedWeightsEvaluator(training, context.Validation, judging), context,
            SharedWeightsSearch.Candidates(context, judging.RecalibrationSamples), cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(context.Cells(), context, trainingFlops, cancellationToken);
}
