using Precocial.Architectures;
using Precocial.Search;

namespace Precocial;

/// <summary>Search by predicted weights: a graph hypernetwork gives each candidate its weights in milliseconds, and
/// nothing is trained until the end.</summary>
/// <remarks>
/// §4.1 of the first paper draws random architectures and keeps the best by predicted weights; here regularized
/// evolution proposes them, and the few best are trained and compared again. Training the hypernetwork is not part of
/// the cost: it is done once for a data set, for every search after. Sources: Zhang, Ren and Urtasun, "Graph
/// hypernetworks for neural architecture search", ICLR 2019; Knyazev et al., NeurIPS 2021.
/// </remarks>
public sealed class GhnMethod() : Method(new(
    Name: "ghn",
    Space: "DeepNets",
    Strategy: "regularized evolution",
    Evaluator: "weights predicted by a hypernetwork, not trained",
    Source: "Zhang et al., ICLR 2019; Knyazev et al., NeurIPS 2021")
{
    Needs = "images; a hypernetwork for them (--ghn)",
})
{
    // Judging takes a hundredth of a brief training.
    private const int JudgedPerTraining = 10;
    private const int Population = 50, Tournament = 10;

    /// <inheritdoc/>
    public override async Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken)
    {
        DeepNetsSpace space = SpaceOf(context);
        IWeightSource hypernetwork = context.Hypernetwork ?? throw new SearchException(
            "The method ghn needs a hypernetwork that was trained for such data. Train one with ghn train, and name "
            + "it with --ghn.");
        var strategy = new RegularizedEvolution<DeepNetsGenotype, Score>(
            space, Ranking.ByScore, Population, Tournament);
        var evaluator = new UntrainedEvaluator(hypernetwork, context.Validation);
        var plan = context.Study(Study.Over(space).Using(strategy).JudgedBy(evaluator), "search");
        var result = await plan.RunAsync(context.Seed, evaluations: JudgedPerTraining * context.Evaluations,
            cancellationToken: cancellationToken);
        double flops = result.Trials.DistinctBy(t => t.Key)
            .Sum(t => (double)space.Decode(t.Genotype).Flops * context.Validation.Count);
        return MethodOutcome.Of(result, space, strategy.Description, evaluator.Provenance, flops, comparable: false);
    }

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(SpaceOf(context), context, trainingFlops, cancellationToken);

    private static DeepNetsSpace SpaceOf(MethodContext context) =>
        DeepNetsSpace.For(context.Geometry, DeepNetsSettings.Mini);
}
