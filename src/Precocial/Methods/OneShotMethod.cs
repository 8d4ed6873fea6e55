using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>One-shot search: one large network is trained with paths dropped at random; random cells are
/// judged by leaving out all others.</summary>
/// <remarks>
/// <list type="number">
/// <item>Train the one-shot network; path dropout at rate r^(1/k), r = 0.05, sets in over the first fifth;
/// L2 on the paths used (§3.2): <see cref="PathDropout"/>, <see cref="SupernetTraining"/>.</item>
/// <item>Judge random cells with its weights, batch norm by the statistics of the batch (§3.3):
/// <see cref="SharedWeightsEvaluator"/>.</item>
/// <item>Hand over the best, to be trained from scratch (§3.4).</item>
/// </list>
/// Departures: hundreds of cells instead of 20,000; the cells and operations of DARTS instead of the paper's.
/// Half of the budget's samples, because the whole network is several times as large at the beginning.
/// </remarks>
public sealed class OneShotMethod() : Method(new(
    Name: "one-shot",
    Space: "cell",
    Strategy: "random search",
    Evaluator: "shared weights, trained once with dropped paths",
    Source: "Bender et al., Understanding and simplifying one-shot architecture search, ICML 2018"))
{
    /// <inheritdoc/>
    public override async Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken)
    {
        var space = context.Cells();
        var dropout = new PathDropout(space);
        using var workers = new WorkerPool(context.Threads);
        // At the rate of single paths, the whole network of the beginning spoils the training.
        var rate = new CosineSchedule(0.05f);
        var settings = SharedWeightsSearch.SettingsFor(context, share: 0.5) with { Rate = rate };
        using var training = new SupernetTraining(
            new SupernetWeights(context.Seed), context.Train, settings, context.Seed, workers);
        SharedWeightsSearch.Train(training, rng => dropout.Draw(training.Progress, rng), context, Name,
            cancellationToken);
        return await SharedWeightsSearch.JudgeAsync(space,
            new RandomSearch<CellGenotype, Score>(space, Ranking.ByScore),
            new SharedWeightsEvaluator(training, context.Validation), context,
            SharedWeightsSearch.Candidates(context), cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(context.Cells(), context, trainingFlops, cancellationToken);
}
