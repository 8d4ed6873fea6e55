using System.Collections.Immutable;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

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
        MethodContext context = Context(phase);
        MethodOutcome outcome = phase == DesignPhase.Search
            ? await method.SearchAsync(context, cancellationToken)
            : await method.RandomAsync(context, TrainingFlops, cancellationToken);
        if (phase == DesignPhase.Search)
            (TrainingFlops, Warnings) = (outcome.TrainingFlops, outcome.Warnings);
        return new SearchOutcome(outcome.Leaders, outcome.Trace.Points.Count, outcome.Trace);
    }

    private MethodContext Context(DesignPhase phase)
    {
        Rng rng = new Rng(plan.Settings.Seed).Split("search samples");
        return new MethodContext
        {
            Train = StratifiedSample.Take(split.Train, plan.SearchTrain, rng.Split("train")),
            Validation = StratifiedSample.Take(split.Validation, plan.SearchValidation, rng.Split("validation")),
            Geometry = TaskGeometry.Of(split.Train),
            Recipe = DesignRecipe.For(split.Train),
            Seed = plan.Settings.Seed,
            Evaluations = plan.Evaluations ?? throw new InvalidOperationException("A method needs evaluations."),
            Epochs = plan.SearchEpochs,
            Limits = plan.Limits,
            Hypernetwork = plan.Settings.Untrained,
            Threads = plan.Settings.Threads,
            Window = plan.Settings.Window,
            Settings = plan.SearchSettings,
            Log = storage.Log,
            Work = storage.Work,
            Time = clock.Time,
            Progress = progress => clock.Report(phase, progress.Done, progress.Total, progress.Best,
                progress.Remaining, progress.Note),
        };
    }
}
