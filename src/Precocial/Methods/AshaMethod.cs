using Precocial.Search;

namespace Precocial;

/// <summary>Asynchronous successive halving: a cell that is among the best third of those trained as long
/// goes on at once.</summary>
/// <remarks>Where the paper is: the promotion rule, algorithm 2, <see cref="Asha{TGenotype,TFeedback}"/>;
/// trainings that go on where they stopped, <see cref="ContinuedTraining"/>. The paper takes η = 4; with tens
/// of epochs 3 leaves room for three rungs.</remarks>
public sealed class AshaMethod() : Method(new(
    Name: "asha",
    Space: "cell",
    Strategy: "asynchronous halving around random search",
    Evaluator: "each trained 1 epoch or more",
    Source: "Li, Jamieson, Rostamizadeh and others, Massively parallel hyperparameter tuning, MLSys 2020"))
{
    private const int Eta = 3;

    /// <inheritdoc/>
    public override Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken)
    {
        var space = context.Cells();
        int rungs = 1, horizon = StagedSearch.HorizonOf(context);
        for (int epochs = 1; epochs * Eta <= horizon; epochs *= Eta)
            rungs++;
        int longest = (int)Math.Pow(Eta, rungs - 1);
        var strategy = new Asha<CellGenotype, Score>(
            new RandomSearch<CellGenotype, Score>(space, Ranking.ByScore), Ranking.ByScore,
            horizon / longest, horizon, Eta);
        return StagedSearch.RunAsync(
            space, strategy, Judgements(strategy, context), context, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(
            context.Cells(), context, trainingFlops, cancellationToken);

    // Of each new network 1/η is judged again, 1/η² twice, and so on; what that costs in epochs. At least
    // enough that one goes on.
    private static int Judgements(Asha<CellGenotype, Score> strategy, MethodContext context)
    {
        double trials = 0, epochs = 0, share = 1;
        int before = 0;
        foreach (int rung in strategy.Epochs)
        {
            (trials, epochs) = (trials + share, epochs + share * (rung - before));
            (before, share) = (rung, share / Eta);
        }
        return Math.Max((int)Math.Round(StagedSearch.EpochsOf(context) * trials / epochs), Eta + 1);
    }
}
