using Precocial.Search;
using Precocial.Tasks;

namespace Precocial;

/// <summary>The searches of a design by a <see cref="Method"/>: the method, and random search at its cost.</summary>
internal sealed class MethodPhase(
    Method method, DesignPlan plan, DataSplit split, DesignStorage storage, DesignClock clock) : ISearchPhase
{
    /// <summary>What the method's search cost in training.</summary>
    public double TrainingFlops { get; private set; }

    /// <summary>What the method had to say of how it went.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public async Task<SearchOutcome> RunAsync(
        DesignPhase phase, StrategyChoice strategy, IStudyLog log, int? evaluations,
        CancellationToken cancellationToken)
    {
        MethodContext context = SearchContext.Of(plan, split, storage, clock, phase);
        MethodOutcome outcome = phase == DesignPhase.Search
            ? await method.SearchAsync(context, cancellationToken)
            : await method.RandomAsync(context, TrainingFlops, cancellationToken);
        if (phase == DesignPhase.Search)
            (TrainingFlops, Warnings) = (outcome.TrainingFlops, outcome.Warnings);
        return new SearchOutcome(outcome.Leaders, outcome.Trace.Points.Count, outcome.Trace);
    }

    public void Dispose() { }
}
