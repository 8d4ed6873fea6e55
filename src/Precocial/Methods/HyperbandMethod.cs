using System.Collections.Immutable;
using Precocial.Search;

namespace Precocial;

/// <summary>Hyperband: many cells trained for an epoch, few trained long, in brackets from bold to
/// patient.</summary>
/// <remarks>Where the paper is: the brackets, algorithm 1, <see cref="Brackets"/>; who goes on, algorithm 1
/// lines 5 to 10, <see cref="Hyperband{TGenotype,TFeedback}"/>; trainings that go on where they stopped,
/// <see cref="ContinuedTraining"/>. It runs whole brackets until the budget in epochs is spent, at least
/// one.</remarks>
public sealed class HyperbandMethod() : Method(new(
    Name: "hyperband",
    Space: "cell",
    Strategy: "Hyperband around random search",
    Evaluator: "each trained 1 epoch or more",
    Source: "Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar, Hyperband, JMLR 2018"))
{
    private const int Eta = 3;

    /// <inheritdoc/>
    public override Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken)
    {
        var space = context.Cells();
        var brackets = Brackets.For(StagedSearch.HorizonOf(context), Eta);
        var strategy = new Hyperband<CellGenotype, Score>(
            () => new RandomSearch<CellGenotype, Score>(space, Ranking.ByScore), Ranking.ByScore, brackets);
        return StagedSearch.RunAsync(
            space, strategy, Judgements(brackets, context), context, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(
            context.Cells(), context, trainingFlops, cancellationToken);

    // While a rung of the last bracket waits for its last results, the window lets the next bracket begin: so
    // many more, and the last one is whole.
    private static int Judgements(ImmutableArray<Bracket> brackets, MethodContext context)
    {
        int judgements = 0, left = StagedSearch.EpochsOf(context), number = 0;
        Bracket bracket;
        do
        {
            bracket = brackets[number++ % brackets.Length];
            judgements += bracket.Judgements;
            left -= bracket.Epochs;
        }
        while (left >= brackets[number % brackets.Length].Epochs);
        return judgements + (context.Window - 1) * (bracket.Rungs.Length - 1);
    }
}
