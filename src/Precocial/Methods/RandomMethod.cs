using Precocial.Search;

namespace Precocial;

/// <summary>Random search among cells, each trained alone: the baseline that many methods do not beat.</summary>
/// <remarks>Source: Li and Talwalkar, "Random search and reproducibility for neural architecture search", UAI
/// 2019, §3.1. As its own baseline it is run again with other draws.</remarks>
public sealed class RandomMethod() : Method(new(
    Name: "random",
    Space: "cell",
    Strategy: "random search",
    Evaluator: "each trained briefly",
    Source: "Li and Talwalkar, UAI 2019"))
{
    /// <inheritdoc/>
    public override Task<MethodOutcome> SearchAsync(MethodContext context, CancellationToken cancellationToken)
    {
        var space = context.Cells();
        return TrainedSearch.RunAsync(space, new RandomSearch<CellGenotype, Score>(space, Ranking.ByScore), context,
            cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(context.Cells(), context, trainingFlops, cancellationToken);
}
