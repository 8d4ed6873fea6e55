using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Precocial.Search;

/// <summary>A search that is ready to run: the three choices and the settings that can be tuned.</summary>
/// <remarks>
/// Immutable; <c>plan with { Workers = 2 }</c> changes a setting. The strategy learns, so a plan runs once.
/// The rule that makes results independent of workers (the window): when the strategy is asked with k
/// proposals made so far, it has been told exactly the results of proposals 0..k−<see cref="Window"/>, in
/// order, even if more are known. Each candidate's random stream depends on the seed, the network and the
/// fidelity alone; a repeated network reuses its stored result. So one seed gives one search, with 1 or 64
/// workers, interrupted or not.
/// </remarks>
public sealed record StudyPlan<TGenotype, TFeedback>
    where TGenotype : notnull
    where TFeedback : IFeedback<TFeedback>
{
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Shared by every copy made with `with`, as they share the strategy.
    private readonly StrongBox<int> _runs = new();

    internal StudyPlan(
        ISearchSpace<TGenotype> space, ISearchStrategy<TGenotype, TFeedback> strategy,
        IEvaluator<TFeedback> evaluator) =>
        (Space, Strategy, Evaluator) = (space, strategy, evaluator);

    /// <summary>Which networks exist.</summary>
    public ISearchSpace<TGenotype> Space { get; }

    /// <summary>Who proposes.</summary>
    public ISearchStrategy<TGenotype, TFeedback> Strategy { get; }

    /// <summary>Who judges.</summary>
    public IEvaluator<TFeedback> Evaluator { get; }

    /// <summary>W: how many proposals may be outstanding; 1 is sequential. Part of the study, not of the
    /// machine: choose at least twice the workers that will ever be used.</summary>
    public int Window { get; init; } = 4;

    /// <summary>What may be spent on one evaluation.</summary>
    public Budget Budget { get; init; } = new(Epochs: 1);

    /// <summary>What a network may cost.</summary>
    public Limits Limits { get; init; } = Limits.None;

    /// <summary>The caller's own settings that results depend on, such as the data set's name; written to the
    /// log, and part of what makes two runs the same study.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Where the study is recorded, and resumed from; null for a log in memory.</summary>
    public IStudyLog? Log { get; init; }

    /// <summary>How many candidates are judged at once, each on one thread. Never changes a result.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Told after every evaluation, on the thread that runs the study.</summary>
    public IProgress<StudyProgress<TFeedback>>? Progress { get; init; }

    /// <summary>What time is read from.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Runs the search, or goes on with it where its log ends.</summary>
    /// <param name="seed">What every random stream is split from.</param>
    /// <param name="rounds">Stops after this many questions to the strategy.</param>
    /// <param name="evaluations">Stops after this many evaluations. Infeasible networks do not count;
    /// repeated ones do unless <see cref="ISearchStrategy{TGenotype,TFeedback}.CountsRepeats"/> says
    /// otherwise.</param>
    /// <param name="time">Asks no more after this long. Such a study is not reproducible, and its result says
    /// so.</param>
    /// <param name="cancellationToken">Stops the work; what was judged until then is in the log.</param>
    /// <exception cref="ArgumentException">No limit is given, or one is not positive.</exception>
    /// <exception cref="InvalidOperationException">The plan has run before.</exception>
    /// <exception cref="SearchException">Limits that nothing satisfies; a log of another study; nothing could
    /// be judged.</exception>
    public Task<StudyResult<TGenotype, TFeedback>> RunAsync(
        ulong seed, int? rounds = null, int? evaluations = null, TimeSpan? time = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Window);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Workers);
        var stop = new StudyStop(rounds, evaluations, time);
        if (Interlocked.Increment(ref _runs.Value) > 1)
            throw new InvalidOperationException(
                "A strategy learns while it runs, so a plan runs once. Build a new one.");
        return new StudyRun<TGenotype, TFeedback>(this, seed, stop, cancellationToken).RunAsync();
    }

    /// <summary>What the study's results depend on, for a seed.</summary>
    public StudySettings SettingsFor(ulong seed) => new(
        JsonSerializer.Serialize(
            new SortedDictionary<string, object>(StringComparer.Ordinal)
            {
                ["evaluator"] = Evaluator.Provenance,
                ["fidelity"] = Evaluator.Fidelity(Budget),
                ["limits"] = Limits.ToString(),
                ["settings"] = Settings,
                ["space"] = Space.Description,
                ["strategy"] = Strategy.Description,
            }, Plain),
        seed, Window);
}
