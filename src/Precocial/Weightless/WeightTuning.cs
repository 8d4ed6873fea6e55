using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Tunes a network's weights in an environment: the best shared weight first, then each weight from
/// there.</summary>
/// <remarks>
/// <list type="number">
/// <item>The best shared weight over episodes of their own (<see cref="SharedWeightSearch"/>).</item>
/// <item>An evolution strategy that starts with that weight everywhere; each generation is judged on fresh
/// episodes.</item>
/// <item>Every few generations its mean is looked at on a fixed set of other episodes; the best mean is the
/// result.</item>
/// <item>When many looks in a row are no better, it starts again: with the opposite weight everywhere, then with
/// smaller steps, and so on. Where a start ends is a matter of luck (584 to 783 on one network for swing-up).</item>
/// <item>From three fifths of the evaluations on it refines the best of all starts: each time with half the step size
/// and twice the episodes, as the noise of few episodes is what keeps it from the top.</item>
/// </list>
/// The same settings give the same weights, with any number of threads and after any crash.
/// Source: Gaier and Ha, NeurIPS 2019, §4.1, "tuned weights"; the authors tune around a stored offset instead.
/// </remarks>
public sealed class WeightTuning(EpisodeJudge judge, TuningSettings settings)
{
    // Apart from each other, and from the seeds that results are reported on.
    private const int LookSeed = 2_000_000, TrainingSeed = 3_000_000, TrainingSeeds = 1_000_000;
    private const int LookEpisodes = 64, LookEvery = 8, Patience = 10, MostDoublings = 3;
    private const double Exploration = 0.6;
    private static readonly TimeSpan s_saveInterval = TimeSpan.FromSeconds(3);

    /// <summary>Time is read from here.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Tunes, or goes on where the store ends.</summary>
    /// <param name="store">Where it is kept; null to keep it nowhere.</param>
    /// <param name="progress">Told after every look.</param>
    /// <param name="cancellationToken">Stops the work; what is done until then is in the store.</param>
    /// <exception cref="SearchException">The store is of another tuning.</exception>
    public TuningResult Run(
        ISearchStore? store = null, IProgress<TuningProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        store ??= new MemorySearchStore();
        long begun = Time.GetTimestamp();
        TuningState? kept = store.Load() is { } bytes ? TuningState.FromBytes(bytes) : null;
        kept?.Check(Facts);
        double shared = kept?.SharedWeight
            ?? WeightRegimes.BestShared(judge, LookEpisodes, cancellationToken).Weight;
        Rng rng = new Rng(settings.Seed).Split("tuning");
        TuningState state = kept ?? Begin(shared);
        IEvolutionStrategy optimizer = NewOptimizer(state, rng);
        if (kept is not null)
            optimizer.Restore(kept.Optimizer);
        TimeSpan before = state.Elapsed, saved = TimeSpan.Zero;
        try
        {
            while (!IsDone(optimizer, state, before + Time.GetElapsedTime(begun)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                state = Step(optimizer, state, rng, progress);
                bool explores = state.Refinements == 0
                    && Share(state, before + Time.GetElapsedTime(begun)) < Exploration;
                if (state.Waited >= Patience || (state.Refinements == 0 && !explores))
                {
                    state = explores ? state.NextStart() : state.NextRefinement();
                    optimizer = NewOptimizer(state, rng);
                }
                if (Time.GetElapsedTime(begun) - saved < s_saveInterval)
                    continue;
                Save();
                saved = Time.GetElapsedTime(begun);
            }
        }
        finally
        {
            Save();
        }
        state = state.Seen([.. optimizer.Mean], Look([.. optimizer.Mean]));
        return new TuningResult(
            shared, state.Best, state.BestValue, state.Evaluations, state.Elapsed);

        void Save()
        {
            state = state with { Elapsed = before + Time.GetElapsedTime(begun), Optimizer = optimizer.Save() };
            store.Save(state.ToBytes());
        }
    }

    private IReadOnlyList<WannFact> Facts =>
        [new("Environment", judge.Environment.Spec.Name), new("Network", TuningState.HashOf(judge.Wiring)),
            .. settings.Facts];

    private TuningState Begin(double shared)
    {
        double[] start = judge.Shared(shared);
        return new TuningState(Facts, TimeSpan.Zero, shared, [], start, Look(start));
    }

    private IEvolutionStrategy NewOptimizer(TuningState state, Rng rng)
    {
        double[] start = state.Refinements > 0 ? state.Best
            : judge.Shared(state.Starts % 2 == 0 ? state.SharedWeight : -state.SharedWeight);
        return settings.Create(start, state.Starts, state.Refinements, rng.Split("optimizer"));
    }

    // How much of the budget is used.
    private double Share(TuningState state, TimeSpan elapsed) =>
        settings.Time is { } time ? elapsed / time : (double)state.Evaluations / settings.Evaluations;

    private bool IsDone(IEvolutionStrategy optimizer, TuningState state, TimeSpan elapsed) =>
        settings.Time is { } time
            ? elapsed >= time
            : state.Evaluations + (long)optimizer.Population > settings.Evaluations;

    private TuningState Step(
        IEvolutionStrategy optimizer, TuningState state, Rng rng, IProgress<TuningProgress>? progress)
    {
        int seed = TrainingSeed + rng.Split("episodes").Split((ulong)state.Evaluations).Next(TrainingSeeds);
        int episodes = settings.Episodes << Math.Min(state.Refinements, MostDoublings);
        optimizer.Tell(judge.Means(optimizer.Ask(), EpisodeStarts.FromSeeds(seed, episodes)));
        state = state with { Evaluations = state.Evaluations + optimizer.Population };
        if (optimizer.Generation % LookEvery != 0)
            return state;
        double[] mean = [.. optimizer.Mean];
        double look = Look(mean);
        state = state.Seen(mean, look);
        progress?.Report(new(
            state.Evaluations, settings.Time is null ? settings.Evaluations : null, look, state.BestValue,
            state.Refinements > 0 ? null : state.Starts + 1));
        return state;
    }

    private double Look(double[] weights) =>
        judge.Run(weights, EpisodeStarts.FromSeeds(LookSeed, LookEpisodes)).Mean;
}

/// <summary>What a tuning gave.</summary>
/// <param name="SharedWeight">The best shared weight, where it began.</param>
/// <param name="Weights">The tuned weights.</param>
/// <param name="Value">Their mean return over the episodes that they were chosen by.</param>
/// <param name="Evaluations">Weight vectors judged.</param>
/// <param name="Elapsed">How long it took, all runs together.</param>
public sealed record TuningResult(
    double SharedWeight, double[] Weights, double Value, int Evaluations, TimeSpan Elapsed);

/// <summary>How far a tuning is.</summary>
/// <param name="Evaluations">Weight vectors judged.</param>
/// <param name="Of">How many there will be; null when time ends it.</param>
/// <param name="Now">The mean return of the distribution's mean.</param>
/// <param name="Best">The best of those so far.</param>
/// <param name="Start">Which start this is, from 1; null once the best is refined.</param>
public sealed record TuningProgress(int Evaluations, int? Of, double Now, double Best, int? Start);
