using Precocial.Search;
using Precocial.Tasks;

namespace Precocial;

/// <summary>The searches of a design by a <see cref="Method"/>: the method, and random search at its cost.</summary>
internal sealed class MethodPhase(
    Method method, DesignPlan plan, DataSplit split, DesignStorage storage, DesignClock clock) : ISearchPhase
{
    // Of a budget in time, at least so much goes into finding out how fast networks train here.
    private const double ShareOfMeasuring = 0.02;
    private const int FewestMeasurements = 2, MostEvaluations = 100_000;

    /// <summary>What the method's search cost in training.</summary>
    public double TrainingFlops { get; private set; }

    /// <summary>What the method had to say of how it went.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public async Task<SearchOutcome> RunAsync(
        DesignPhase phase, StrategyChoice strategy, IStudyLog log, int? evaluations,
        CancellationToken cancellationToken)
    {
        MethodContext context = ContextOf(phase) with { Evaluations = evaluations ?? 0 };
        MethodOutcome outcome = phase == DesignPhase.Search
            ? await method.SearchAsync(context, cancellationToken)
            : await method.RandomAsync(context, TrainingFlops, cancellationToken);
        if (phase == DesignPhase.Search)
            (TrainingFlops, Warnings) = (outcome.TrainingFlops, outcome.Warnings);
        return new SearchOutcome(
            outcome.Leaders, context.Evaluations, outcome.Trace, outcome.TrainingFlops);
    }

    /// <summary>How many evaluations the search's share of a budget in time buys: a few networks are trained,
    /// more and more, until that says how long one takes.</summary>
    /// <remarks>A method plans all of its search by its budget: rounds, brackets, rates that fall. So time
    /// becomes evaluations before it begins. The trainings are forgotten; random search will do them
    /// again.</remarks>
    public async Task<int> EvaluationsInTimeAsync(CancellationToken cancellationToken)
    {
        TimeSpan time = plan.Settings.Time ?? throw new InvalidOperationException("The budget is no time.");
        MethodContext context = ContextOf(DesignPhase.RandomSearch) with
        {
            Log = _ => new MemoryStudyLog(),
            Progress = progress => clock.Report(DesignPhase.Search, progress.Done, null, progress.Best,
                progress.Remaining, "measuring how fast networks train"),
        };
        double flops = 1; // at least one network
        for (int measurement = 1; ; measurement++)
        {
            TimeSpan begun = clock.Elapsed;
            MethodOutcome random = await method.RandomAsync(context, flops, cancellationToken);
            TimeSpan each = (clock.Elapsed - begun) / random.Trace.Points.Count;
            if (measurement >= FewestMeasurements && clock.Elapsed >= time * ShareOfMeasuring)
                return (int)Math.Clamp(time * TimedBudget.ShareOfSearch / each, 1, MostEvaluations);
            flops = 2 * random.TrainingFlops;
        }
    }

    private MethodContext ContextOf(DesignPhase phase) =>
        SearchContext.Of(plan, split, storage, clock, phase);

    public void Dispose() { }
}
