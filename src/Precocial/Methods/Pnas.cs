using Precocial.Search;

namespace Precocial;

/// <summary>Progressive architecture search: cells of one block first, then the most promising of two, up to
/// five.</summary>
/// <remarks>Where the paper is: the cells, §3, <see cref="ProgressiveCellSpace"/>; the algorithm, §4.1,
/// <see cref="ProgressiveWidening{TGenotype,TFeedback}"/>; the predictors, §4.2, <see cref="MlpEnsemble"/>
/// and
/// <see cref="LstmEnsemble"/>.
/// The paper judges all of the first size and 256 of each other; a budget of tens is cut in equal parts, the
/// first taking what is left over.</remarks>
/// <param name="recurrent">Whether LSTMs that read a cell's decisions forecast, instead of perceptrons that
/// see its paths.</param>
public sealed class Pnas(bool recurrent = false) : Method(new(
    Name: recurrent ? "pnas-lstm" : "pnas",
    Space: "cells of 1 to 5 blocks",
    Strategy: $"progressive widening by {(recurrent ? "LSTMs" : "perceptrons")}",
    Evaluator: "each trained briefly",
    Source: "Liu, Zoph, Neumann and others, Progressive neural architecture search, ECCV 2018"))
{
    private const int Blocks = 5;

    /// <inheritdoc/>
    public override Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken)
    {
        ProgressiveCellSpace space = SpaceFor(context);
        int keep = Math.Max(context.Evaluations / Blocks, 1);
        int first = Math.Max(context.Evaluations - (Blocks - 1) * keep, 2);
        IPredictor predictor = recurrent ? new LstmEnsemble(space.Options) : new MlpEnsemble();
        var strategy = new ProgressiveWidening<CellGenotype, Score>(
            space, Ranking.ByScore, predictor, keep, first);
        return TrainedSearch.RunAsync(space, strategy, context, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(
            SpaceFor(context), context, trainingFlops, cancellationToken);

    private ProgressiveCellSpace SpaceFor(MethodContext context) =>
        new(context.Geometry, Blocks, final: context.Final) { ReadsDecisions = recurrent };
}
