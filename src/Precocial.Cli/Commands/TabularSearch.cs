using System.Globalization;
using Precocial.Experiments;
using Precocial.Formats;
using Precocial.Search;

namespace Precocial.Cli;

/// <summary><c>precocial search --evaluator tabular</c>: a search on NAS-Bench-201's recorded table, in
/// milliseconds.</summary>
internal static class TabularSearch
{
    private const int Population = 10, Tournament = 3;

    // Of the two that were measured (docs/methods/nas-rl.md), the one that finds more.
    private const double LearningRate = 0.1;

    public static async Task<int> RunAsync(TabularRequest request, CancellationToken cancellation)
    {
        NasBench201Columns columns = request.Columns;
        EvaluationTable table = EvaluationTable.Read(
            request.Table, NasBench201Columns.Key, columns.Signal, columns.Reported);
        string file = Path.Combine(request.Folder, StudyPath.FileName);
        using Ledger ledger = Ledger.OpenOrCreate(file, StudyPath.Worker);
        using RunLock running = RunLock.Take(file);
        var begun = TimeProvider.System.GetTimestamp();
        var search = await SearchAsync(request, table, request.Strategy,
            new SqliteStudyLog(ledger, "search", Product.Version), cancellation);
        ledger.Study("search").Note("command", request.CommandJson);
        var random = await SearchAsync(request, table, StrategyChoice.Random,
            new SqliteStudyLog(ledger, "random", Product.Version), cancellation);
        string best = Path.Combine(request.Folder, "best.json");
        AtomicFile.WriteText(best, search.Best.Graph.ToJson());
        double seconds = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        if (request.Json)
            JsonOutput.Write(Document(table, columns, search, random, seconds, best, file));
        else
            Write(table, columns, search, random, best);
        return ExitCode.Done;
    }

    private static Task<StudyResult<NasBench201Cell, Score>> SearchAsync(
        TabularRequest request, EvaluationTable table, StrategyChoice choice, IStudyLog log,
        CancellationToken cancellation)
    {
        var space = new NasBench201Space();
        ISearchStrategy<NasBench201Cell, Score> strategy = choice switch
        {
            StrategyChoice.Evolution => new RegularizedEvolution<NasBench201Cell, Score>(
                space, Ranking.ByScore, Population, Tournament),
            StrategyChoice.Local => new LocalSearch<NasBench201Cell, Score>(space, Ranking.ByScore),
            StrategyChoice.Guided => new PredictorGuided<NasBench201Cell, Score>(
                space, Ranking.ByScore, new RankedTargets(new KernelRidgePredictor()),
                new() { RandomCandidates = 100 }),
            StrategyChoice.Reinforce => new Reinforce<NasBench201Cell>(
                space, new CategoricalPolicy(request.Seed), new() { LearningRate = LearningRate }),
            _ => new RandomSearch<NasBench201Cell, Score>(space, Ranking.ByScore),
        };
        var plan = Study.Over(space).Using(strategy)
            .JudgedBy(TabularEvaluator.ForNasBench201(table, request.Columns.Signal)) with
        {
            Window = 1,
            Limits = request.Limits,
            Log = log,
        };
        return plan.RunAsync(request.Seed, evaluations: request.Evaluations, cancellationToken: cancellation);
    }

    // Recorded accuracies are in percent, and of one training of one network: there is no interval to give.
    private static double Test(
        EvaluationTable table, NasBench201Columns columns, StudyResult<NasBench201Cell, Score> result) =>
        table[result.Best.Genotype.ToString(), columns.Reported] / 100;

    private static object Document(
        EvaluationTable table, NasBench201Columns columns, StudyResult<NasBench201Cell, Score> search,
        StudyResult<NasBench201Cell, Score> random,
        double seconds, string best, string study) => new
        {
            TestAccuracy = Test(table, columns, search),
            Interval = new[] { Test(table, columns, search), Test(table, columns, search) },
            How = $"recorded: {columns.Reported}",
            search.Best.Graph.Parameters,
            search.Best.Graph.Flops,
            Seconds = Math.Round(seconds, 3),
            search.Evaluations,
            ValidationAccuracy = search.Best.Feedback.Value / 100,
            Baselines = new[]
            {
                new { Name = "random search", TestAccuracy = Test(table, columns, random),
                    How = $"recorded: {columns.Reported}" },
            },
            Files = new { Json = best },
            Study = study,
            Cell = search.Best.Genotype.ToString(),
            SearchHash = search.ReproducibilityHash,
        };

    private static void Write(
        EvaluationTable table, NasBench201Columns columns, StudyResult<NasBench201Cell, Score> search,
        StudyResult<NasBench201Cell, Score> random,
        string best)
    {
        var rows = new TextTable("strategy", "evaluations", columns.Signal, columns.Reported,
            "parameters", "cell");
        foreach ((string name, StudyResult<NasBench201Cell, Score> result) in new[] { ("searched", search),
            ("random search", random) })
        {
            rows.Row(name, $"{result.Evaluations}", Two(result.Best.Feedback.Value),
                Two(100 * Test(table, columns, result)),
                CountText.Short(result.Best.Graph.Parameters), result.Best.Genotype.ToString());
        }
        rows.AlignRight(1, 2, 3, 4).Write();
        Console.Out.WriteLine(best);
    }

    private static string Two(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
