namespace Precocial;

/// <summary>Where a design is and how long it still takes: its parts report here, from several
/// threads.</summary>
internal sealed class DesignClock(DesignPlan plan, TimeProvider time, IProgress<DesignProgress>? progress)
{
    private readonly long _start = time.GetTimestamp();
    private readonly Lock _turn = new();

    public TimeProvider Time => time;

    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    public void Report(
        DesignPhase phase, int done, int? total, double? best, TimeSpan? phaseRemaining, string? note = null)
    {
        if (progress is null)
            return;
        lock (_turn)
            progress.Report(
                new DesignProgress(
                    phase, done, total, best, Elapsed, Remaining(phase, phaseRemaining), note));
    }

    // What is still to come is guessed from the phase at hand: random search costs what the search did, and
    // the final trainings as much as their samples and epochs are more than an evaluation's.
    private TimeSpan? Remaining(DesignPhase phase, TimeSpan? ofPhase)
    {
        if (plan.Settings.Time is { } time)
            return time > Elapsed ? time - Elapsed : TimeSpan.Zero;
        if (ofPhase is not { } rest)
            return null;
        double finalShare = FinalShare(), looks = LooksShare();
        return phase switch
        {
            DesignPhase.Search => rest + (Elapsed + rest) * (1 + looks + finalShare),
            DesignPhase.RandomSearch => rest + (Elapsed + rest) / 2 * (looks + finalShare),
            DesignPhase.Promotion => rest + (Elapsed + rest) * finalShare / (2 + looks),
            _ => rest,
        };
    }

    // The cost of the final trainings relative to one search.
    private double FinalShare()
    {
        const int SearchedModels = 2; // the winner and random search's; the baselines cost little beside them
        return SearchedModels * (double)plan.Train * plan.FinalEpochs / SamplesOfSearch;
    }

    // The cost of the second looks relative to one search.
    private double LooksShare() =>
        2.0 * Promotion.Finalists * plan.SearchTrain * plan.FinalEpochs / SamplesOfSearch;

    private double SamplesOfSearch => (double)(plan.Evaluations ?? 1) * plan.SearchTrain * plan.SearchEpochs;
}
