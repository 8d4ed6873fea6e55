using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Searches in which each network is trained alone, briefly: any space, any strategy. What most methods are
/// compared with, and some are.</summary>
public static class TrainedSearch
{
    /// <summary>A training step costs about three forward passes.</summary>
    public const double FlopsOfTraining = 3;

    // How many members say what a network of the space costs on average.
    private const int CostSamples = 64;

    /// <summary>Runs a strategy.</summary>
    /// <param name="space">Which networks exist.</param>
    /// <param name="strategy">Fresh.</param>
    /// <param name="context">Data and budget.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <param name="log">The name of the study's log.</param>
    /// <param name="evaluations">How many networks; null for the context's.</param>
    /// <param name="evaluator">Who trains them; null for <see cref="EvaluatorFor"/>.</param>
    public static async Task<MethodOutcome> RunAsync<TGenotype>(
        ISearchSpace<TGenotype> space, ISearchStrategy<TGenotype, Score> strategy, MethodContext context,
        CancellationToken cancellationToken, string log = "search", int? evaluations = null,
        TrainedEvaluator? evaluator = null)
        where TGenotype : notnull
    {
        evaluator ??= EvaluatorFor(context);
        var plan = context.Study(Study.Over(space).Using(strategy).JudgedBy(evaluator), log);
        var result = await plan.RunAsync(SeedOf(context, log), evaluations: evaluations ?? context.Evaluations,
            cancellationToken: cancellationToken);
        return MethodOutcome.Of(result, space, strategy.Description, $"trained {context.Epochs} epochs",
            FlopsOf(result, space, context), comparable: context.Final is null);
    }

    /// <summary>Trains each network from fresh weights on the context's data.</summary>
    public static TrainedEvaluator EvaluatorFor(MethodContext context) =>
        new(context.Train, context.Validation, context.Recipe);

    /// <summary>Random search with as many networks as a cost in training buys, at least one.</summary>
    public static Task<MethodOutcome> RandomAsync<TGenotype>(
        ISearchSpace<TGenotype> space, MethodContext context, double trainingFlops,
        CancellationToken cancellationToken)
        where TGenotype : notnull
    {
        Rng rng = new Rng(context.Seed).Split("cost of a network");
        double mean = Enumerable.Range(0, CostSamples)
            .Select(i => space.Decode(space.Sample(rng.Split((ulong)i))))
            .Where(graph => context.Limits.Broken(graph) is null)
            .Select(graph => FlopsOfTraining * graph.Flops * context.Train.Count * context.Epochs)
            .DefaultIfEmpty(trainingFlops).Average();
        int evaluations = (int)Math.Clamp(Math.Round(trainingFlops / mean), 1, 100_000);
        return RunAsync(space, new RandomSearch<TGenotype, Score>(space, Ranking.ByScore), context,
            cancellationToken, "random", evaluations);
    }

    // With one seed, random search would begin with the very networks that a search begins with.
    private static ulong SeedOf(MethodContext context, string log) => log == "random"
        ? new Rng(context.Seed).Split("random search").NextUInt64()
        : context.Seed;

    /// <summary>What training the networks of a study costs, each for the context's epochs on its
    /// data.</summary>
    public static double FlopsOf<TGenotype>(
        StudyResult<TGenotype, Score> result, ISearchSpace<TGenotype> space, MethodContext context)
        where TGenotype : notnull =>
        result.Trials.Where(t => t.Status != TrialStatus.Infeasible).DistinctBy(t => t.Key)
            .Sum(t => FlopsOfTraining * space.Decode(t.Genotype).Flops * context.Train.Count * context.Epochs);
}
