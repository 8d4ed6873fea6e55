using System.Collections.Concurrent;
using System.Text.Json;
using Precocial.Search;
using Precocial.Tasks;

namespace Precocial;

/// <summary>Races methods at equal cost on real data: each searches with each seed, its winner is trained as every
/// other, and tested once.</summary>
/// <remarks>Every method gets the budget of as many brief trainings; what its search really cost in training stands
/// beside its result. Runs go side by side, each on one thread, and each is recorded in a storage of its own: a race
/// goes on where it stopped, to the same table. Its nearest neighbour <see cref="NasBench201Race"/> races strategies
/// on recorded numbers, in seconds.</remarks>
public sealed class MethodRace
{
    private readonly Dataset _data;
    private readonly MethodRaceSettings _settings;

    /// <summary>A race on a data set.</summary>
    /// <exception cref="SearchException">Fewer than two methods, one twice, or one that the data does not
    /// fit.</exception>
    public MethodRace(Dataset data, MethodRaceSettings settings)
    {
        (_data, _settings) = (data, settings);
        if (settings.Methods.Count < 2 || settings.Methods.DistinctBy(m => m.Name).Count() < settings.Methods.Count)
            throw new SearchException("A race is between two or more methods, each once.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.Seeds);
        foreach (Method method in settings.Methods)
            _ = new Design(data, DesignOf(method, settings.FirstSeed));
    }

    /// <summary>Time is read from here.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Runs the race, or goes on with it where its storages end.</summary>
    /// <param name="storage">The storage of a run, by method and seed; disposed of when the run is done.</param>
    /// <param name="progress">Told after every run, from several threads but never two at once.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<MethodRaceResult> RunAsync(
        Func<Method, ulong, IRaceStorage> storage, IProgress<MethodRun>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var runs = new ConcurrentDictionary<(string, ulong), MethodRun>();
        var turn = new Lock();
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = _settings.Threads,
            CancellationToken = cancellationToken,
        };
        // Seed by seed, so that an interrupted race has whole rows.
        var jobs = from i in Enumerable.Range(0, _settings.Seeds)
                   from method in _settings.Methods
                   select (Method: method, Seed: _settings.FirstSeed + (ulong)i);
        await Parallel.ForEachAsync(jobs, options, async (job, cancellation) =>
        {
            MethodRun run = await Task.Factory.StartNew(
                () => RunAsync(job.Method, job.Seed, storage, cancellation), cancellation,
                TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
            runs[(job.Method.Name, job.Seed)] = run;
            lock (turn)
                progress?.Report(run);
        });
        return MethodRaceResult.Of(_data.Name, _settings, runs.Values);
    }

    private async Task<MethodRun> RunAsync(
        Method method, ulong seed, Func<Method, ulong, IRaceStorage> storage, CancellationToken cancellationToken)
    {
        using IRaceStorage opened = storage(method, seed);
        var design = new Design(_data, DesignOf(method, seed)) { Time = Time };
        DesignStorage logs = opened.Open(design.Plan);
        var item = new WorkItem("race", $"{method.Name} {seed}");
        if (logs.Work.Result(item) is { } stored && JsonSerializer.Deserialize<MethodRun>(stored) is { } known)
            return known;
        long begun = Time.GetTimestamp();
        RacedDesign raced = await design.RunAloneAsync(logs, null, cancellationToken);
        var run = new MethodRun(method.Name, seed, raced.Model.Test.Value, raced.Model.Network.Graph.Parameters,
            raced.Model.Network.Graph.Flops, raced.Evaluations, raced.TrainingFlops,
            Time.GetElapsedTime(begun).TotalSeconds, raced.Warnings);
        logs.Work.Finish(item, JsonSerializer.SerializeToUtf8Bytes(run), Time.GetElapsedTime(begun));
        return run;
    }

    private DesignSettings DesignOf(Method method, ulong seed) => new()
    {
        Method = method,
        Seed = seed,
        Evaluations = _settings.Evaluations,
        Epochs = _settings.Epochs,
        Limits = _settings.Limits,
        Untrained = _settings.Hypernetwork,
        Threads = 1,
    };
}

/// <summary>Where one run of a race is recorded.</summary>
public interface IRaceStorage : IDisposable
{
    /// <summary>Opens it for a design.</summary>
    /// <exception cref="SearchException">It holds another design.</exception>
    DesignStorage Open(DesignPlan plan);
}
