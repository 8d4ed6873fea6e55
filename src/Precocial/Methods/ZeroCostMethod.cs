using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>A pool of random networks is ranked by a proxy without training, and the best of them are
/// trained: what is called zero-cost warm-up.</summary>
/// <remarks>
/// 1. 25 times as many networks as the budget buys are drawn, at most 500, and each is judged by the proxy
/// with fresh weights and one batch. 2. The best, as many as the budget buys, are trained briefly; the rest
/// of the way is every method's. The paper goes on with evolution from there, which the budget of a design is
/// too small for. Beside each such method stands the one that ranks the pool by the number of parameters:
/// what the proxy is worth is the difference to it. Source: Abdelfattah et al., "Zero-cost proxies for
/// lightweight NAS", ICLR 2021, §4.2.
/// </remarks>
/// <param name="name">What a user types.</param>
/// <param name="proxy">What ranks the pool.</param>
public sealed class ZeroCostMethod(string name, IProxy proxy) : Method(new(
    Name: name,
    Space: "cell",
    Strategy: $"the best of up to {LargestPool} random networks by {proxy.Name}",
    Evaluator: $"{proxy.Name} without training, then each trained briefly",
    Source: "Abdelfattah et al., ICLR 2021"))
{
    // Where a brief training takes seconds, 25 proxies take less.
    private const int PoolPerEvaluation = 25, LeastPool = 50, LargestPool = 500, BatchSize = 64;

    /// <inheritdoc/>
    public override async Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken)
    {
        var space = context.Cells();
        StudyResult<CellGenotype, Score> pool = await RankAsync(space, context, cancellationToken);
        CellGenotype[] best =
        [
            .. pool.Trials.Where(trial => trial.Status == TrialStatus.Done).DistinctBy(trial => trial.Key)
                .OrderByDescending(trial => trial.Feedback.Value).ThenBy(trial => trial.Sequence)
                .Select(trial => trial.Genotype).Take(context.Evaluations),
        ];
        MethodOutcome outcome = await TrainedSearch.RunAsync(
            space, new Shortlist<CellGenotype, Score>(best, Ranking.ByScore), context, cancellationToken);
        return outcome with { TrainingFlops = outcome.TrainingFlops + FlopsOf(pool, space) };
    }

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(context.Cells(), context, trainingFlops, cancellationToken);

    private Task<StudyResult<CellGenotype, Score>> RankAsync(
        CellSpace space, MethodContext context, CancellationToken cancellationToken)
    {
        var strategy = new RandomSearch<CellGenotype, Score>(space, Ranking.ByScore);
        var judge = new ProxyEvaluator(proxy, context.Train, BatchSize, context.Seed);
        int pool = Math.Clamp(PoolPerEvaluation * context.Evaluations, LeastPool, LargestPool);
        var plan = context.Study(Study.Over(space).Using(strategy).JudgedBy(judge), "pool") with
        {
            Progress = context.Progress is { } report
                ? new PoolProgress(report, pool, $"ranking by {proxy.Name}")
                : null,
        };
        ulong seed = new Rng(context.Seed).Split("pool").NextUInt64();
        return plan.RunAsync(seed, evaluations: pool, cancellationToken: cancellationToken);
    }

    // As if every proxy took a gradient; counting parameters takes nothing.
    private double FlopsOf(StudyResult<CellGenotype, Score> pool, CellSpace space) => proxy is ParameterCount
        ? 0
        : pool.Trials.Where(trial => trial.Status != TrialStatus.Infeasible).DistinctBy(trial => trial.Key)
            .Sum(trial => TrainedSearch.FlopsOfTraining * space.Decode(trial.Genotype).Flops * BatchSize);

    // The best score of the pool is no accuracy.
    private sealed class PoolProgress(Action<MethodProgress> report, int pool, string note)
        : IProgress<StudyProgress<Score>>
    {
        public void Report(StudyProgress<Score> value) =>
            report(new MethodProgress(value.Evaluations, pool, Best: null, value.Remaining, note));
    }
}
