using Precocial.Search;

namespace Precocial;

/// <summary>Regularized evolution among cells in which a child begins with its parent's weights, wherever
/// name, primitive and shape still agree.</summary>
/// <remarks>
/// Where the papers are: inheritance, Real et al. 2017 §3.4, <see cref="LineageSpace{TGenotype}"/> and
/// <see cref="InheritedWeights"/>; the rest as <see cref="Evolution"/>. A score then says how good a whole
/// line of ancestors was and for how long it was trained: the second look, from fresh weights, decides.
/// </remarks>
public sealed class InheritedEvolution() : Method(new(
    Name: "evolution-inherited",
    Space: "cell",
    Strategy: "regularized evolution",
    Evaluator: "each trained on from its parent's weights",
    Source: "Real et al., Large-scale evolution of image classifiers, ICML 2017"))
{
    /// <inheritdoc/>
    public override async Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken)
    {
        var space = new LineageSpace<CellGenotype>(context.Cells());
        var store = new WorkLogWeights(context.Work, Name);
        var evaluator = new TrainedEvaluator(context.Train, context.Validation, context.Recipe)
        {
            Weights = new InheritedWeights(store),
            Store = store,
        };
        MethodOutcome outcome = await TrainedSearch.RunAsync(
            space, Evolution.StrategyIn(space, context.Evaluations), context, cancellationToken,
            evaluator: evaluator);
        return outcome.WithoutAccuracies();
    }

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(context.Cells(), context, trainingFlops, cancellationToken);
}
