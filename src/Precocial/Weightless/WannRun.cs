using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>One run of a <see cref="Wann"/>: generations, kept every few seconds, and then the finish.</summary>
internal sealed class WannRun(Wann method)
{
    // What a crash may cost at most: generations of a few seconds.
    private static readonly TimeSpan SaveInterval = TimeSpan.FromSeconds(3);

    public WannResult Run(
        ISearchStore store, WorkerPool workers, IProgress<WannProgress>? progress,
        CancellationToken cancellationToken)
    {
        long begun = method.Time.GetTimestamp();
        WannState? kept = Load(store);
        TimeSpan before = kept?.Elapsed ?? TimeSpan.Zero;
        TimeSpan saved = TimeSpan.Zero;
        int generationsBefore = kept?.Snapshot.Completed ?? 0;
        Generations<WeightlessGenome, WeightSweep> search = null!; // its progress refers to it
        search = new(method.Space, method.NewStrategy(), method.Evaluator, method.Settings.Seed)
        {
            Champions = method.Settings.Champions,
            Heats = method.Settings.Heats,
            Founders = method.Settings.Founders,
            Workers = workers,
            Time = method.Time,
            Progress = new Told<GenerationReport<WeightlessGenome, WeightSweep>>(report =>
            {
                progress?.Report(ProgressOf(report, generationsBefore));
                if (report.Elapsed - saved < SaveInterval)
                    return;
                Save(timeIsUp: false);
                saved = report.Elapsed;
            }),
        };
        if (kept is not null)
            search.Resume(kept.Snapshot);

        try
        {
            Evolve(search, kept, before, begun, cancellationToken);
        }
        finally
        {
            // Also when it is stopped: nothing that is done is lost.
            if (search.Completed > generationsBefore)
                Save(timeIsUp: false);
        }
        if (method.Settings.Time is not null && kept is not { TimeIsUp: true })
            Save(timeIsUp: true);
        TimeSpan evolution = before + method.Time.GetElapsedTime(begun);
        return new WannFinish(method, workers, Stage, cancellationToken).Of(search) with
        {
            Elapsed = kept is { TimeIsUp: true } || search.Completed == generationsBefore ? before : evolution,
        };

        void Save(bool timeIsUp) => store.Save(new WannState(
            method.Facts, before + method.Time.GetElapsedTime(begun), timeIsUp, search.Snapshot()).ToBytes());

        void Stage(string name)
        {
            GenerationRow last = search.Curve[^1];
            progress?.Report(new(name, search.Completed, method.Settings.Generations, last.Top, last.Median,
                last.BestConnections, [], method.Time.GetElapsedTime(begun), null));
        }
    }

    /// <summary>The state in a store, checked; null when there is none.</summary>
    /// <exception cref="SearchException">It is of another search, or of more generations.</exception>
    public WannState? Load(ISearchStore store)
    {
        if (store.Load() is not { } bytes)
            return null;
        var kept = WannState.FromBytes(bytes);
        kept.Check(method.Facts);
        int done = kept.Snapshot.Completed;
        if (method.Settings.Time is null && done > method.Settings.Generations)
        {
            throw new SearchException($"The folder holds {done} generations of this search, but "
                + $"{method.Settings.Generations} are asked for. Ask for {done} or more, or choose another folder.");
        }
        return kept;
    }

    private void Evolve(
        Generations<WeightlessGenome, WeightSweep> search, WannState? kept, TimeSpan before, long begun,
        CancellationToken cancellationToken)
    {
        if (method.Settings.Time is not { } time)
        {
            search.Run(method.Settings.Generations, cancellationToken);
            return;
        }
        while (kept is not { TimeIsUp: true }
            && (search.Completed == 0 || before + method.Time.GetElapsedTime(begun) < time))
        {
            search.Run(search.Completed + 1, cancellationToken);
        }
    }

    private WannProgress ProgressOf(GenerationReport<WeightlessGenome, WeightSweep> report, int before)
    {
        int done = report.Row.Generation + 1;
        int? all = method.Settings.Time is null ? method.Settings.Generations : null;
        TimeSpan? remaining = method.Settings.Time is { } time
            ? time - report.Elapsed
            : report.Elapsed / (done - before) * (method.Settings.Generations - done);
        return new("evolution", done, all, report.Row.Top, report.Row.Median, report.Row.BestConnections,
            report.BestFeedback.Returns, report.Elapsed, remaining, method.Settings.Heats.Of(report.Row.Generation));
    }

    // Progress<T> tells on another thread, later.
    private sealed class Told<T>(Action<T> action) : IProgress<T>
    {
        public void Report(T value) => action(value);
    }
}
