using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;

namespace Precocial;

/// <summary>What a <see cref="Method"/> searches with: data, budget, and where its work is recorded.</summary>
public sealed record MethodContext
{
    /// <summary>What weights are trained on while searching.</summary>
    public required Dataset Train { get; init; }

    /// <summary>What networks are compared on.</summary>
    public required Dataset Validation { get; init; }

    /// <summary>What networks are for.</summary>
    public required TaskGeometry Geometry { get; init; }

    /// <summary>How a network is trained that is trained alone.</summary>
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>What every random stream is split from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The budget: how many brief trainings of a network it buys. Methods that train none alone spend
    /// <see cref="Samples"/> instead.</summary>
    public required int Evaluations { get; init; }

    /// <summary>Epochs of a brief training.</summary>
    public required int Epochs { get; init; }

    /// <summary>What a network may cost.</summary>
    public Limits Limits { get; init; } = Limits.None;

    /// <summary>The size of the network handed over, for methods whose networks repeat cells; null for that
    /// of the networks searched.</summary>
    public StackSize? Final { get; init; }

    /// <summary>Predicts weights, for methods that judge by predicted ones; null when there is none for such
    /// data.</summary>
    public IWeightSource? Hypernetwork { get; init; }

    /// <summary>Threads to use. Never changes a result.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>W of the method's studies.</summary>
    public int Window { get; init; } = 4;

    /// <summary>What results depend on beside the method: the data's hash, the budget. Part of each study's
    /// settings.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The log of a study by name: a method may run several, each with a name of its own.</summary>
    public required Func<string, IStudyLog> Log { get; init; }

    /// <summary>Where work that is no study is recorded: trained shared weights.</summary>
    public required IWorkLog Work { get; init; }

    /// <summary>Told where the method is, from several threads but never two at once; null for nobody.</summary>
    public Action<MethodProgress>? Progress { get; init; }

    /// <summary>What time is read from.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The budget in samples: what brief trainings see in all. One that trains shared weights on so many
    /// spends about what random search does.</summary>
    public long Samples => (long)Evaluations * Epochs * Train.Count;

    /// <summary>The cells that most methods search: <see cref="CellSpace"/> at the size for
    /// searching.</summary>
    public CellSpace Cells() => new(Geometry) { Final = Final };

    /// <summary>A study with this context's window, threads, budget, limits, settings and progress, and a log of
    /// its own.</summary>
    /// <param name="plan">The three choices.</param>
    /// <param name="log">The log's name: unlike that of any other study of the method.</param>
    /// <param name="total">How many evaluations there will be in all, for the progress; null when unknown.</param>
    public StudyPlan<TGenotype, Score> Study<TGenotype>(
        StudyPlan<TGenotype, Score> plan, string log, int? total = null)
        where TGenotype : notnull => plan with
        {
            Window = Window,
            Workers = Threads,
            Budget = new Budget(Epochs),
            Limits = Limits,
            Log = Log(log),
            Settings = Settings,
            Time = Time,
            Progress = Progress is null ? null : new Reporter(Progress, total),
        };

    private sealed class Reporter(Action<MethodProgress> report, int? total) : IProgress<StudyProgress<Score>>
    {
        public void Report(StudyProgress<Score> value) => report(new MethodProgress(
            value.Evaluations, total ?? value.Total, value.HasBest ? value.Best.Value : null, value.Remaining));
    }
}

/// <summary>Where a running method is.</summary>
/// <param name="Done">Evaluations or steps that are done.</param>
/// <param name="Total">Of so many; null when unknown.</param>
/// <param name="Best">The best accuracy on validation samples so far, 0 to 1; null before there is one.</param>
/// <param name="Remaining">Time left, an estimate; null before there is one.</param>
/// <param name="Note">What is being done or noticed, in a few words; null for judging networks.</param>
public readonly record struct MethodProgress(
    int Done, int? Total, double? Best, TimeSpan? Remaining, string? Note = null);
