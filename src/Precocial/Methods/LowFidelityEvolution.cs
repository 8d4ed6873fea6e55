using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Regularized evolution among cells that are judged cheaply: fewer epochs, samples and channels
/// and, where there are pixels to spare, smaller images; with what that costs in truth measured
/// first.</summary>
/// <remarks>
/// <list type="number">
/// <item>A few random networks are trained both ways: <see cref="BiasCorrection"/> and its rank correlation,
/// which the report states.</item>
/// <item>The rest of the budget buys more networks at low fidelity, their scores corrected:
/// <see cref="LowFidelityEvaluator"/>.</item>
/// </list>
/// Source of the four fidelities: Elsken, Metzen and Hutter, "Neural architecture search: a survey", JMLR
/// 2019, §4.1.
/// </remarks>
public sealed class LowFidelityEvolution() : Method(new(
    Name: "low-fidelity",
    Space: "cell",
    Strategy: "regularized evolution",
    Evaluator: "trained less, smaller, on less; corrected",
    Source: "Elsken, Metzen and Hutter, Neural architecture search: a survey, JMLR 2019, section 4.1"))
{
    private const int Calibrated = 8, SparePixels = 16, MostTimesMore = 10;

    /// <inheritdoc/>
    public override async Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken)
    {
        var space = context.Cells();
        int count = Math.Clamp(context.Evaluations / 4, 3, Calibrated);
        LowFidelityEvaluator cheap = CheapFor(context);
        var low = await RandomAsync(space, cheap, context, "low", count, cancellationToken);
        var full = await RandomAsync(
            space, TrainedSearch.EvaluatorFor(context), context, "full", count, cancellationToken);
        BiasCorrection correction = CorrectionOf(low, full, context.Seed);
        double share = full.Trials.Where(t => t.Status != TrialStatus.Infeasible).DistinctBy(t => t.Key)
            .Average(t => cheap.CostShare(space.Decode(t.Genotype), context.Epochs, context.Train.Count));
        int more = (int)Math.Clamp((context.Evaluations - count * (1 + share)) / share, 1,
            MostTimesMore * context.Evaluations);
        var plan = context.Study(Study.Over(space).Using(Evolution.StrategyIn(space, more))
            .JudgedBy(CheapFor(context, correction)), "search", more);
        var result = await plan.RunAsync(
            context.Seed, evaluations: more, cancellationToken: cancellationToken);
        double Cost(StudyResult<CellGenotype, Score> study) => TrainedSearch.FlopsOf(study, space, context);
        return MethodOutcome.Of(result, space, plan.Strategy.Description, $"low fidelity: {cheap.Settings}",
            Cost(full) + share * (Cost(low) + Cost(result)), comparable: false) with
        {
            Warnings = [correction.Summary],
        };
    }

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(context.Cells(), context, trainingFlops, cancellationToken);

    private static LowFidelityEvaluator CheapFor(MethodContext context, BiasCorrection? correction = null)
    {
        bool spare = Math.Min(context.Geometry.Input[1], context.Geometry.Input[2]) >= SparePixels;
        var fidelity = new LowFidelity
        {
            Epochs = Math.Max(1, context.Epochs / 2),
            Shrink = spare ? 2 : 1,
            Width = 0.5,
            Samples = Math.Max(context.Geometry.Classes, context.Train.Count / 2),
        };
        Rng rng = new Rng(context.Seed).Split("low fidelity");
        return new(context.Train, context.Validation, fidelity, rng, context.Recipe)
        {
            Correction = correction,
        };
    }

    // With one seed, random search draws the same networks for both.
    private static Task<StudyResult<CellGenotype, Score>> RandomAsync(
        CellSpace space, IEvaluator<Score> evaluator, MethodContext context, string log, int count,
        CancellationToken cancellationToken) =>
        context.Study(Study.Over(space).Using(new RandomSearch<CellGenotype, Score>(space, Ranking.ByScore))
            .JudgedBy(evaluator), log, count).RunAsync(
                new Rng(context.Seed).Split("both fidelities").NextUInt64(), evaluations: count,
                cancellationToken: cancellationToken);

    private static BiasCorrection CorrectionOf(
        StudyResult<CellGenotype, Score> low, StudyResult<CellGenotype, Score> full, ulong seed)
    {
        var pairs = Judged(low).Join(Judged(full), t => t.Key, t => t.Key,
            (a, b) => (Low: a.Feedback.Value, Full: b.Feedback.Value)).ToArray();
        if (pairs.Length < 3)
        {
            throw new SearchException($"Only {pairs.Length} networks could be judged at both fidelities, which "
                + "is too few to tell what the low one is worth. Raise the budget, or search with evolution.");
        }
        return BiasCorrection.Monotone([.. pairs.Select(p => p.Low)], [.. pairs.Select(p => p.Full)],
            new Rng(seed).Split("bias correction"));
    }

    private static IEnumerable<Trial<CellGenotype, Score>> Judged(StudyResult<CellGenotype, Score> study) =>
        study.Trials.Where(t => t.Status == TrialStatus.Done).DistinctBy(t => t.Key);
}
