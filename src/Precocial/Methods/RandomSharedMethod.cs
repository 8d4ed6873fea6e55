using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Random search with shared weights (RS-WS): a random cell a path while training, the best of
/// random cells afterwards. The baseline of every method that shares weights.</summary>
/// <remarks>
/// <list type="number">
/// <item>Train shared weights, a cell drawn uniformly for each part of a batch (§3.2):
/// <see cref="SupernetTraining"/>.</item>
/// <item>Judge random cells with them, batch norm by the statistics of the batch (§3.3):
/// <see cref="SharedWeightsEvaluator"/>.</item>
/// </list>
/// Departure: all networks are judged on the whole validation part, where the authors compare on one batch
/// first.
/// </remarks>
public sealed class RandomSharedMethod() : Method(new(
    Name: "rs-ws",
    Space: "cell",
    Strategy: "random search",
    Evaluator: "shared weights, trained once on random paths",
    Source: "Li and Talwalkar, Random search and reproducibility for neural architecture search, UAI 2019"))
{
    /// <inheritdoc/>
    public override async Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken)
    {
        var space = context.Cells();
        using var workers = new WorkerPool(context.Threads);
        using var training = new SupernetTraining(new SupernetWeights(context.Seed), context.Train,
            SharedWeightsSearch.SettingsFor(context), context.Seed, workers);
        SharedWeightsSearch.Train(
            training, rng => SharedWeightsSearch.Draw(space, context, rng), context, Name, cancellationToken);
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
