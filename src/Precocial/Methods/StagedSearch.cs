using Precocial.Search;

namespace Precocial;

/// <summary>Searches in which a network is trained for as long as it is promising: any space, any strategy
/// that says for how long.</summary>
/// <remarks>Its nearest neighbour: <see cref="TrainedSearch"/>, where every network gets the same epochs.
/// </remarks>
public static class StagedSearch
{
    // A whole training is so much longer than a brief one, and never shorter than this: a curve has a shape.
    private const int Longer = 3, LeastEpochs = 6;

    /// <summary>R: the epochs of a whole training, with a context's budget.</summary>
    public static int HorizonOf(MethodContext context) => Math.Max(Longer * context.Epochs, LeastEpochs);

    /// <summary>The budget in epochs of one network's training.</summary>
    public static int EpochsOf(MethodContext context) => context.Evaluations * context.Epochs;

    /// <summary>Runs a strategy. Those trained longest are handed over.</summary>
    /// <param name="space">Which networks exist.</param>
    /// <param name="strategy">Fresh.</param>
    /// <param name="judgements">After how many trials it ends: a network counts once for each number of
    /// epochs.</param>
    /// <param name="context">Data and budget.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<MethodOutcome> RunAsync<TGenotype>(
        ISearchSpace<TGenotype> space, ISearchStrategy<Staged<TGenotype>, Score> strategy, int judgements,
        MethodContext context, CancellationToken cancellationToken)
        where TGenotype : notnull
    {
        int horizon = HorizonOf(context);
        var staged = new StagedSpace<TGenotype>(space);
        var evaluator = new ContinuedTraining(
            context.Train, context.Validation, horizon, context.Seed, context.Recipe);
        var plan = context.Study(Study.Over(staged).Using(strategy).JudgedBy(evaluator), "search");
        var result = await plan.RunAsync(context.Seed, evaluations: judgements,
            cancellationToken: cancellationToken);
        var outcome = MethodOutcome.Of(result, staged, strategy.Description,
            $"trained 1 to {horizon} epochs of {horizon}", FlopsOf(result, space, context),
            comparable: false);
        return outcome with { Leaders = LeadersOf(result, space, context.Final is null ? horizon : null) };
    }

    // An accuracy counts beside a second look after a whole training, at the size that is handed over.
    private static List<SearchLeader> LeadersOf<TGenotype>(
        StudyResult<Staged<TGenotype>, Score> result, ISearchSpace<TGenotype> space, int? whole)
        where TGenotype : notnull =>
    [
        .. result.Trials.Where(t => t.Status == TrialStatus.Done)
            .OrderByDescending(t => t.Genotype.Epochs).ThenByDescending(t => t.Feedback.Value)
            .ThenBy(t => t.Sequence).DistinctBy(t => t.Key).Take(Promotion.Finalists)
            .Select(t => new SearchLeader(space.Conclude(t.Genotype.Genotype),
                t.Genotype.Epochs == whole ? t.Feedback.Value : null)),
    ];

    // Each network's epochs count once, however often it was judged on the way.
    private static double FlopsOf<TGenotype>(
        StudyResult<Staged<TGenotype>, Score> result, ISearchSpace<TGenotype> space, MethodContext context)
        where TGenotype : notnull =>
        result.Trials.Where(t => t.Status != TrialStatus.Infeasible).GroupBy(t => t.Key).Sum(trials =>
            TrainedSearch.FlopsOfTraining * space.Decode(trials.First().Genotype.Genotype).Flops
            * context.Train.Count * trials.Max(t => t.Genotype.Epochs));
}
