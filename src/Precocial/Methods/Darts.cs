using System.Globalization;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>DARTS: all operations of all edges at once, each with its share, and gradient descent on the
/// shares.</summary>
/// <remarks>
/// Where the paper is: the cell and its relaxation, §2.1, 2.2 and (2), <see cref="RelaxedCellSpace"/>; the
/// alternation of w and α, §2.3 and algorithm 1, <see cref="RelaxedEvaluator"/> and
/// <see cref="GradientDescent"/>; the second order, (7) and (8), UnrolledGradient; the derivation, §2.4,
/// CellDerivation; the constants, appendix A.1, <see cref="RelaxedSettings"/> and
/// <see cref="GradientDescentSettings"/>. Departures: α's rate is such that its steps add up to
/// <see cref="Travel"/>, as the paper's 19,500 steps of 3e-4 do: with a budget of hundreds of steps α would
/// not move otherwise. The paper searches with four seeds and takes the best by validation; here the cells of
/// the last epochs are compared. Signs of collapse are told, and end the search where the
/// guard says so. Source: Liu, Simonyan and Yang, "DARTS: differentiable architecture search",
/// ICLR 2019.
/// </remarks>
/// <param name="order">Whether α's gradient looks a training step ahead.</param>
/// <param name="guard">What counts as collapse, and whether it ends the search; null for being told only.</param>
public sealed class Darts(GradientOrder order, CollapseGuard? guard = null) : Method(new(
    Name: (order == GradientOrder.First ? "darts-1" : "darts-2") + SuffixOf(guard),
    Space: "relaxed cell",
    Strategy: $"gradient descent, {(order == GradientOrder.First ? "first" : "second")} order{WordsOf(guard)}",
    Evaluator: "shared weights, trained along",
    Source: "Liu, Simonyan and Yang, DARTS: differentiable architecture search, ICLR 2019"))
{
    /// <summary>The sum of all rates of α's steps.</summary>
    public const double Travel = 6;

    // Fewer rounds than that are no search, whatever they may cost.
    private const int FewestRounds = 4, MostRounds = 1_000_000;
    private const int SearchChannels = 4, CostSamples = 64;
    private const float LargestRate = 0.03f;

    /// <inheritdoc/>
    public override async Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken)
    {
        var cells = context.Cells();
        var space = new RelaxedCellSpace(cells.Resized(SearchChannels, cells.CellsPerStage), cells.Concluded);
        double cost = CostOfRound(space, context);
        int rounds = (int)Math.Clamp(Budget(cells, context) / cost, FewestRounds, MostRounds);
        var reporter = new Reporter(context, rounds);
        using var workers = new WorkerPool(context.Threads);
        using var evaluator = new RelaxedEvaluator(context.Train, context.Validation,
            new() { Steps = rounds, Order = order, Augmentation = context.Recipe.Augmentation }, workers);
        var strategy = new GradientDescent(space, new()
        {
            RoundsPerEpoch = Math.Min(rounds, evaluator.RoundsPerEpoch),
            LearningRate = (float)Math.Clamp(Travel / rounds, 3e-4, LargestRate),
            Guard = guard ?? new CollapseGuard(),
        })
        { Progress = reporter };
        var plan = Study.Over(space).Using(strategy).JudgedBy(evaluator) with
        {
            Log = context.Log("search"),
            Settings = context.Settings,
            Time = context.Time,
            Progress = reporter,
        };
        var result = await plan.RunAsync(context.Seed, rounds, cancellationToken: cancellationToken);
        return Outcome(result, space, strategy, context, cost * result.Rounds);
    }

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(context.Cells(), context, trainingFlops, cancellationToken);

    // What the context's brief trainings cost on average.
    private static double Budget(CellSpace cells, MethodContext context) => TrainedSearch.FlopsOfTraining
        * context.Samples * Enumerable.Range(0, CostSamples).Average(i =>
            (double)cells.Decode(cells.Sample(new Rng(context.Seed).Split((ulong)i))).Flops);

    // A step of w, and α's gradient: one pass, or four.
    private double CostOfRound(RelaxedCellSpace space, MethodContext context)
    {
        int passes = order == GradientOrder.First ? 2 : 5;
        int batch = new RelaxedSettings { Steps = 1 }.BatchSize;
        double flops = space.Decode(space.Sample(new Rng(context.Seed))).Flops;
        return TrainedSearch.FlopsOfTraining * passes * flops * Math.Min(batch, context.Train.Count);
    }

    private static MethodOutcome Outcome(StudyResult<Mixture, AlphaGradient> result, RelaxedCellSpace space,
        GradientDescent strategy, MethodContext context, double flops)
    {
        // What the search ended with, then the ends of the epochs before, the newest first.
        int every = strategy.Settings.RoundsPerEpoch;
        ArchitectureGraph[] networks =
        [
            .. Enumerable.Range(0, result.Best.Sequence / every + 1)
                .Select(i => space.Conclude(result.Trials[result.Best.Sequence - i * every].Genotype))
                .DistinctBy(graph => graph.Key),
        ];
        ArchitectureGraph[] leaders =
            [.. networks.Where(graph => context.Limits.Broken(graph) is null).Take(Promotion.Finalists)];
        if (leaders.Length == 0)
        {
            throw new SearchException($"The cells that {strategy.Description} found break the limits "
                + $"({context.Limits}; the last has {context.Limits.Broken(networks[0])}). Raise them, or "
                + "choose a method that proposes networks one by one.");
        }
        return new MethodOutcome
        {
            Leaders = [.. leaders.Select(graph => new SearchLeader(graph, null))],
            Trace = new SearchTrace(strategy.Description, "relaxed network, validation batches",
                Points(result, space, every), Infeasible: 0, result.ReproducibilityHash),
            TrainingFlops = flops,
            Warnings = [.. strategy.Epochs.Where(e => e.Warning is not null).TakeLast(1)
                .Select(e => $"epoch {e.Epoch}: {e.Warning}")],
        };
    }

    // One for each epoch: the relaxed network's accuracy, the derived one's size.
    private static List<SearchPoint> Points(
        StudyResult<Mixture, AlphaGradient> result, RelaxedCellSpace space, int every)
    {
        var points = new List<SearchPoint>();
        double best = 0;
        foreach (var epoch in result.Trials.Where(t => t.Status == TrialStatus.Done).Chunk(every))
        {
            double accuracy = epoch.Average(t => t.Feedback.Accuracy);
            best = Math.Max(best, accuracy);
            ArchitectureGraph graph = space.Conclude(epoch[^1].Genotype);
            points.Add(new SearchPoint(accuracy, best, graph.Parameters, graph.Flops, Succeeded: true));
        }
        return points;
    }

    // After each round where the search is, with what the last epoch showed.
    // RobustDARTS (Zela et al., ICLR 2020) and DARTS+ (Liang et al., 2019).
    private static string SuffixOf(CollapseGuard? guard) => guard switch
    {
        { StopsAtEigenvalue: true } => "-robust",
        { StopsAtSkips: true } => "-plus",
        _ => "",
    };

    private static string WordsOf(CollapseGuard? guard) => guard switch
    {
        { StopsAtEigenvalue: true } => ", stopped by the eigenvalue",
        { StopsAtSkips: true } => ", stopped at two skips",
        _ => "",
    };

    private sealed class Reporter(MethodContext context, int rounds)
        : IProgress<StudyProgress<AlphaGradient>>, IProgress<RelaxationEpoch>
    {
        private double? _best;
        private string _note = "training all operations at once";

        public void Report(RelaxationEpoch value)
        {
            _best = Math.Max(_best ?? 0, value.Accuracy);
            _note = string.Create(CultureInfo.InvariantCulture,
                $"{value.Skips} skips, entropy {value.Entropy:0.00}")
                + (value.Warning is { } warning ? $", {warning}" : "");
        }

        public void Report(StudyProgress<AlphaGradient> value) =>
            context.Progress?.Invoke(new(value.Evaluations, rounds, _best, value.Remaining, _note));
    }
}
