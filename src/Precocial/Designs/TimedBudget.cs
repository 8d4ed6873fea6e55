using System.Runtime.InteropServices;

namespace Precocial;

/// <summary>What a budget in time came to, written down so that a rerun does the same: evaluations and final
/// epochs.</summary>
/// <remarks>Without such a budget it passes on what the plan says.</remarks>
internal sealed class TimedBudget(DesignPlan plan, IWorkLog log, DesignClock clock)
{
    /// <summary>The search's share of the time; random search takes as long again, the rest is
    /// training.</summary>
    public const double ShareOfSearch = 0.25;

    private static readonly WorkItem EvaluationsItem = new("budget", "evaluations"), EpochsItem =
        new("budget", "epochs");

    // A tenth of the time is kept for testing and writing.
    private const double ShareOfRest = 0.9;

    /// <summary>How many networks the search judges; null while time decides.</summary>
    public int? Evaluations => plan.Evaluations ?? Recall(EvaluationsItem);

    /// <summary>Writes down how many evaluations the time came to, unless that is written already.</summary>
    public void Remember(int evaluations)
    {
        if (plan.Settings.Time is not null && Recall(EvaluationsItem) is null)
            Write(EvaluationsItem, evaluations);
    }

    /// <summary>The final epochs: the plan's, or as many as the rest of the time allows at the speed of the
    /// searches.</summary>
    public int FinalEpochs(SearchOutcome search, SearchOutcome random)
    {
        if (plan.Settings.Time is not { } time)
            return plan.FinalEpochs;
        if (Recall(EpochsItem) is { } known)
            return known;
        double searched = search.TrainingFlops + random.TrainingFlops;
        double coresPerModel = Math.Max(1, plan.Settings.Threads / 2.0);
        double flopsPerSecond = searched / clock.Elapsed.TotalSeconds / plan.Settings.Threads * coresPerModel;
        double epoch =
            TrainedSearch.FlopsOfTraining * plan.Train * LargestOf(search, random) / flopsPerSecond;
        // The second looks in units of one final training: the networks of both searches, each on its cores.
        double looks = (double)Promotion.Finalists * plan.SearchTrain / plan.Train;
        double rest = Math.Max(0, (time - clock.Elapsed).TotalSeconds) * ShareOfRest;
        int epochs = (int)Math.Clamp(rest / (epoch * (1 + looks)), 1, plan.FinalEpochs);
        Write(EpochsItem, epochs);
        return epochs;
    }

    private static long LargestOf(params ReadOnlySpan<SearchOutcome> searches)
    {
        long largest = 0;
        foreach (SearchOutcome search in searches)
            largest = Math.Max(largest, search.Leaders.Max(leader => leader.Graph.Flops));
        return largest;
    }

    private int? Recall(WorkItem item) =>
        log.Result(item) is { Length: sizeof(int) } bytes ? MemoryMarshal.Read<int>(bytes) : null;

    private void Write(WorkItem item, int number) =>
        log.Finish(item, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in number)).ToArray(), TimeSpan.Zero);
}
