using Precocial.Search;

namespace Precocial;

/// <summary>BANANAS: mutations of the best cells, ranked by an ensemble of perceptrons that reads their
/// paths.</summary>
/// <remarks>Where the paper is: the path encoding, §4.1, <see cref="PathEncoding"/>; the ensemble, §4.2,
/// <see cref="MlpEnsemble"/>; the algorithm and its acquisition, §4.3 and algorithm 1,
/// <see cref="PredictorGuided{TGenotype,TFeedback}"/>. With budgets of tens the rounds are a quarter of the
/// budget, at most the paper's 10.</remarks>
public sealed class Bananas() : Method(new(
    Name: "bananas",
    Space: "cell",
    Strategy: "predictor-guided mutation",
    Evaluator: "each trained briefly",
    Source: "White, Neiswanger and Savani, BANANAS, AAAI 2021"))
{
    private const int Round = 10;

    /// <inheritdoc/>
    public override Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken)
    {
        var space = context.Cells();
        int round = Math.Clamp(context.Evaluations / 4, 1, Round);
        var strategy = new PredictorGuided<CellGenotype, Score>(
            space, Ranking.ByScore, new MlpEnsemble(), new() { Initial = round, RoundSize = round });
        return TrainedSearch.RunAsync(space, strategy, context, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(
            context.Cells(), context, trainingFlops, cancellationToken);
}
