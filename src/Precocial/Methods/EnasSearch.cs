using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>ENAS in any space: shared weights and a controller, trained in turn; then the best of the
/// controller's samples.</summary>
/// <remarks>
/// <list type="number">
/// <item>A round: the controller samples m networks; the shared weights take some steps of training on them,
/// each in turn (<see cref="SupernetTraining"/>); each gets the accuracy on one batch of validation samples
/// as its reward; one step of the controller (<see cref="Reinforce{TGenotype}"/>).</item>
/// <item>At the end the controller samples <see cref="DerivedSamples"/> networks, each is judged on all
/// validation samples with the shared weights, and the best few are handed over.</item>
/// </list>
/// Departures from the paper, §2.2, and its code: a round has a few steps of each kind where the code has an
/// epoch of the one and then 30 to 50 of the other; the weights are trained on the networks that are rewarded
/// next, not on fresh samples; the code derives by one batch. Source: Pham et al., ICML 2018.
/// </remarks>
internal static class EnasSearch
{
    /// <summary>How many networks the trained controller proposes at the end.</summary>
    public const int DerivedSamples = 20;

    // Rewards then cost about a fifth of the training.
    private const int StepsPerRound = 10;
    private const int MostDraws = 1_000;
    private const int LargeSide = 24;

    /// <summary>The stem's stride that suits images of a size.</summary>
    public static int StemStride(TaskGeometry task) =>
        Math.Min(task.Input[1], task.Input[2]) >= LargeSide ? 2 : 1;

    /// <summary>Searches, or goes on where the context's log ends.</summary>
    public static async Task<MethodOutcome> RunAsync<TGenotype>(
        ISequentialSpace<TGenotype> space, ControllerSettings controller, MethodContext context,
        CancellationToken cancellationToken)
        where TGenotype : notnull
    {
        RequireMembers(space, context);
        using var workers = new WorkerPool(context.Threads);
        var settings = SettingsFor(context);
        using var training = new SupernetTraining(
            new SupernetWeights(context.Seed), context.Train, settings, context.Seed, workers);
        var strategy = controller.For(space, context.Seed);
        var evaluator = new SharedWeightsEvaluator(
            training, context.Validation, SharedWeightsSettings.Enas(StepsPerRound));
        int rounds = settings.Steps / StepsPerRound;
        var plan = context.Study(Study.Over(space).Using(strategy).JudgedBy(evaluator), "search",
            rounds * controller.Learning.SamplesPerStep);
        var result = await plan.RunAsync(context.Seed, rounds, cancellationToken: cancellationToken);
        var outcome = MethodOutcome.Of(result, space, strategy.Description, "shared weights, one batch",
            training.TrainingFlops, comparable: false);
        var derived = Derive(space, strategy, training, context, cancellationToken);
        return derived.Count == 0 ? outcome : outcome with { Leaders = derived };
    }

    // Before any training: nothing is worse than to hear it afterwards.
    private static void RequireMembers<TGenotype>(ISequentialSpace<TGenotype> space, MethodContext context)
        where TGenotype : notnull
    {
        Rng rng = new Rng(context.Seed).Split("limits");
        bool any = Enumerable.Range(0, MostDraws).Any(i =>
            context.Limits.Broken(space.Conclude(space.Sample(rng.Split((ulong)i)))) is null);
        if (!any)
        {
            throw new SearchException($"None of {MostDraws:N0} networks drawn keeps the limits "
                + $"({context.Limits}): limits nothing satisfies. Raise them, or choose a space with smaller "
                + "networks.");
        }
    }

    // Whole rounds.
    private static SupernetTrainingSettings SettingsFor(MethodContext context)
    {
        var settings = SharedWeightsSearch.SettingsFor(context);
        return settings with { Steps = Math.Max(1, settings.Steps / StepsPerRound) * StepsPerRound };
    }

    // The best of the controller's samples within the limits; none, if it samples none within them.
    private static List<SearchLeader> Derive<TGenotype>(
        ISequentialSpace<TGenotype> space, Reinforce<TGenotype> strategy, SupernetTraining training,
        MethodContext context, CancellationToken cancellationToken)
        where TGenotype : notnull
    {
        Rng rng = new Rng(context.Seed).Split("derive");
        TGenotype[] samples =
        [
            .. Enumerable.Range(0, MostDraws).Select(i => strategy.Sample(rng.Split((ulong)i))).Distinct()
                .Where(sample => context.Limits.Broken(space.Conclude(sample)) is null).Take(DerivedSamples),
        ];
        var evaluator = new SharedWeightsEvaluator(training, context.Validation);
        var scores = new Score[samples.Length];
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = context.Threads,
            CancellationToken = cancellationToken,
        };
        Parallel.For(0, samples.Length, options, i => scores[i] = evaluator.EvaluateAsync(
            space.Decode(samples[i]), new Budget(context.Epochs), rng, cancellationToken).Result);
        return
        [
            .. samples.Zip(scores).OrderByDescending(pair => pair.Second.Value).Take(Promotion.Finalists)
                .Select(pair => new SearchLeader(space.Conclude(pair.First), Accuracy: null)),
        ];
    }
}
