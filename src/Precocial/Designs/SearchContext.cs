using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>What a design gives its searches to search with: the same for a named method and a free choice.</summary>
internal static class SearchContext
{
    public static MethodContext Of(
        DesignPlan plan, DataSplit split, DesignStorage storage, DesignClock clock, DesignPhase phase)
    {
        Rng rng = new Rng(plan.Settings.Seed).Split("search samples");
        return new MethodContext
        {
            Train = StratifiedSample.Take(split.Train, plan.SearchTrain, rng.Split("train")),
            Validation = StratifiedSample.Take(split.Validation, plan.SearchValidation, rng.Split("validation")),
            Geometry = TaskGeometry.Of(split.Train),
            Recipe = DesignRecipe.For(split.Train),
            Seed = plan.Settings.Seed,
            Evaluations = plan.Evaluations ?? 0,
            Epochs = plan.SearchEpochs,
            Limits = plan.Limits,
            Final = plan.Settings.Final,
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
