using Precocial.Search;

namespace Precocial;

/// <summary>Regularized evolution among cells, each trained from fresh weights: the oldest dies, not the
/// worst.</summary>
/// <remarks>
/// Where the paper is: algorithm 1, <see cref="RegularizedEvolution{TGenotype,TFeedback}"/>; the cells, §3.1,
/// <see cref="CellSpace"/>; the two mutations, §3.2, <see cref="DecisionSpace{TGenotype}.Mutate"/>, which is
/// both at once: a random decision of a random cell is an input (the hidden state mutation) as often as an
/// operation. Without the identity of probability 0.05: a network has one result here, so that a copy would
/// only stay young. The paper's population of 100 and sample of 25 are for 20,000 networks; here they follow
/// the budget.
/// </remarks>
public sealed class Evolution() : Method(new(
    Name: "evolution",
    Space: "cell",
    Strategy: "regularized evolution",
    Evaluator: "each trained briefly",
    Source: "Real et al., Regularized evolution for image classifier architecture search, AAAI 2019"))
{
    /// <inheritdoc/>
    public override Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken)
    {
        var space = context.Cells();
        return TrainedSearch.RunAsync(
            space, StrategyIn(space, context.Evaluations), context, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(context.Cells(), context, trainingFlops, cancellationToken);

    /// <summary>The strategy with a population for so many evaluations: a fifth of them, 4 to 100, and a
    /// sample of a quarter of that, as in the paper.</summary>
    internal static RegularizedEvolution<TGenotype, Score> StrategyIn<TGenotype>(
        IMutableSpace<TGenotype> space, int evaluations)
        where TGenotype : notnull
    {
        int population = Math.Clamp(evaluations / 5, 4, 100);
        return new(space, Ranking.ByScore, population, sample: Math.Max(2, population / 4));
    }
}
