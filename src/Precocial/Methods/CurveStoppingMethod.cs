using Precocial.Search;

namespace Precocial;

/// <summary>Evolution of cells, each trained epoch by epoch and stopped when its learning curve says that it
/// will hardly become the best.</summary>
/// <remarks>Where the paper is: the eleven families, table 1, <see cref="CurveFamily"/>; their combination,
/// §3.2 and 3.3, <see cref="CurveExtrapolation"/>; when to stop, §4,
/// <see cref="CurveStopping{TGenotype}"/>.</remarks>
public sealed class CurveStoppingMethod() : Method(new(
    Name: "curve-stopping",
    Space: "cell",
    Strategy: "evolution, stopped by learning curve",
    Evaluator: "each trained while promising",
    Source: "Domhan, Springenberg and Hutter, Extrapolation of learning curves, IJCAI 2015"))
{
    // As a design's evolution.
    private const int Population = 10, Tournament = 3;

    /// <inheritdoc/>
    public override Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken)
    {
        var space = context.Cells();
        var evolution = new RegularizedEvolution<CellGenotype, Score>(
            space, Ranking.ByScore, Population, Tournament);
        var strategy = new CurveStopping<CellGenotype>(evolution, StagedSearch.HorizonOf(context));
        // A trial is an epoch.
        return StagedSearch.RunAsync(
            space, strategy, StagedSearch.EpochsOf(context), context, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(
            context.Cells(), context, trainingFlops, cancellationToken);
}
