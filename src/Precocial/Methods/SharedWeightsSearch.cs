using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Searches whose weights are shared and trained once, before networks are compared with
/// them.</summary>
internal static class SharedWeightsSearch
{
    private static readonly KeepingPace Keeping = new(Seldomest: TimeSpan.FromSeconds(5));

    // Judging takes at most about a quarter of the training.
    private const double JudgingShare = 0.25;
    private const int FewestCandidates = 50, MostCandidates = 1_000, DrawTries = 100;

    /// <summary>Settings whose training sees the samples of the context's budget.</summary>
    /// <param name="context">Data and budget.</param>
    /// <param name="share">Of the budget: less where a step costs more.</param>
    public static SupernetTrainingSettings SettingsFor(MethodContext context, double share = 1) =>
        SettingsFor(share * context.Samples, context.Recipe.Augmentation);

    /// <summary>Settings whose training sees so many samples.</summary>
    public static SupernetTrainingSettings SettingsFor(double samples, Augmentation augmentation)
    {
        var settings = new SupernetTrainingSettings { Steps = 1, Augmentation = augmentation };
        double steps = samples / (settings.Shards * settings.ShardSize);
        // Measured on the digits: four paths a step take a larger rate than ENAS's one.
        return settings with { Steps = Math.Max(1, (int)steps), Rate = new CosineSchedule(0.2f) };
    }

    /// <summary>How many networks are judged.</summary>
    /// <param name="context">Data and budget.</param>
    /// <param name="samplesEach">Samples that each is run on beside the validation part.</param>
    public static int Candidates(MethodContext context, int samplesEach = 0)
    {
        double forward = JudgingShare * TrainedSearch.FlopsOfTraining * context.Samples;
        return (int)Math.Clamp(
            forward / (context.Validation.Count + samplesEach), FewestCandidates, MostCandidates);
    }

    /// <summary>A member of a space within the context's limits, where one is soon found.</summary>
    public static ArchitectureGraph Draw<TGenotype>(
        ISearchSpace<TGenotype> space, MethodContext context, Rng rng)
        where TGenotype : notnull => Draw(space, context.Limits, rng);

    /// <summary>A member of a space within limits, where one is soon found.</summary>
    public static ArchitectureGraph Draw<TGenotype>(ISearchSpace<TGenotype> space, Limits limits, Rng rng)
        where TGenotype : notnull
    {
        ArchitectureGraph graph = space.Decode(space.Sample(rng));
        for (int i = 1; i < DrawTries && limits.Broken(graph) is not null; i++)
            graph = space.Decode(space.Sample(rng));
        return graph;
    }

    /// <summary>Trains, or goes on where the context's work log ends.</summary>
    /// <param name="training">Fresh.</param>
    /// <param name="draw">The network of a stream; called by several threads at once.</param>
    /// <param name="context">Where the work is recorded.</param>
    /// <param name="method">Whose weights they are.</param>
    /// <param name="cancellationToken">Stops the work between two steps.</param>
    public static void Train(
        SupernetTraining training, Func<Rng, ArchitectureGraph> draw, MethodContext context, string method,
        CancellationToken cancellationToken)
    {
        var item = new WorkItem($"shared weights of {method}", $"steps-{training.Settings.Steps}");
        if ((context.Work.Result(item) ?? context.Work.Checkpoint(item)) is { } state)
            training.Restore(state);
        int steps = training.Settings.Steps, here = 0;
        long begun = context.Time.GetTimestamp();
        TimeSpan kept = TimeSpan.Zero;
        while (training.Step < steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            training.Run(draw);
            here++;
            // The last state is the result.
            if (training.Step < steps && Keeping.IsDue(context.Time.GetElapsedTime(begun), kept))
            {
                context.Work.Keep(item, training.Step, training.Save());
                kept = context.Time.GetElapsedTime(begun);
            }
            TimeSpan left = context.Time.GetElapsedTime(begun) / here * (steps - training.Step);
            context.Progress?.Invoke(new(training.Step, steps, Best: null, left, "training shared weights"));
        }
        if (context.Work.Result(item) is null)
            context.Work.Finish(item, training.Save(), context.Time.GetElapsedTime(begun));
    }

    /// <summary>Lets a strategy search with the trained weights.</summary>
    public static async Task<MethodOutcome> JudgeAsync<TGenotype>(
        ISearchSpace<TGenotype> space, ISearchStrategy<TGenotype, Score> strategy,
        SharedWeightsEvaluator evaluator, MethodContext context, int candidates,
        CancellationToken cancellationToken)
        where TGenotype : notnull
    {
        var plan = context.Study(Study.Over(space).Using(strategy).JudgedBy(evaluator), "search");
        var result = await plan.RunAsync(
            context.Seed, evaluations: candidates, cancellationToken: cancellationToken);
        return MethodOutcome.Of(result, space, strategy.Description, "shared weights",
            evaluator.Training.TrainingFlops, comparable: false);
    }
}
