using System.Globalization;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Efficacy;

/// <summary>Every proxy on cells of NAS-Bench-201 in the benchmark's skeleton: how they rank the cells beside
/// the recorded accuracy after 200 epochs, and beside NASLib's recorded scores.</summary>
internal static class ZeroCost
{
    private const string Accuracy = "c10_test_200ep";

    public static int Run(ProxyOptions options, TextWriter output)
    {
        var recorded = new RecordedScores(options.Scores!);
        EvaluationTable accuracies = EvaluationTable.Read(options.Accuracies!, "cell", Accuracy);
        Dataset images = DatasetCatalog.Load("cifar10", DataLocations.Of(options.Data));
        string[] cells = [.. recorded.Cells];
        new Rng(options.Seed).Split("cells").Shuffle(cells.AsSpan());
        cells = cells[..Math.Min(options.Cells, cells.Length)];
        double[] truth = [.. cells.Select(cell => accuracies[cell, Accuracy])];
        var scores = new ProxyScores(options.Csv, cells, truth);
        Measure(cells, DataSplit.Stratified(images, new Rng(options.Seed)).Train, scores, options);
        output.WriteLine($"{cells.Length} cells, batch {options.Batch}, seed {options.Seed}");
        output.WriteLine();
        output.WriteLine("| proxy | Spearman with accuracy (95 %) | of the recorded scores | Kendall | "
            + "recorded | Spearman with the recorded scores |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|");
        foreach (IProxy proxy in ProxyCatalog.All)
        {
            double?[] theirs = [.. cells.Select(cell => recorded.Find(cell, proxy))];
            output.WriteLine(Row(proxy, scores.Of(proxy), truth, theirs));
        }
        return 0;
    }

    // One cell a thread; each cell's weights are drawn from a stream of its own, the same for every proxy.
    private static void Measure(string[] cells, Dataset train, ProxyScores scores, ProxyOptions options)
    {
        var standardize = new Standardize([.. train.Mean], [.. train.Scale]);
        var skeleton = new NasBench201Skeleton { Standardize = standardize };
        Dictionary<IProxy, ProxyEvaluator> evaluators = ProxyCatalog.All.ToDictionary(
            proxy => proxy, proxy => new ProxyEvaluator(proxy, train, options.Batch, options.Seed));
        using var workers = new WorkerPool(options.Threads);
        workers.For(cells.Length, i =>
        {
            ArchitectureGraph graph = skeleton.Build(NasBench201Cell.Parse(cells[i]));
            Rng rng = new Rng(options.Seed).Split(cells[i]);
            foreach (IProxy proxy in scores.Missing(cells[i]).ToList())
            {
                Task<Score> score = evaluators[proxy].EvaluateAsync(graph, default, rng, default);
                scores.Add(cells[i], proxy, score.GetAwaiter().GetResult().Value);
            }
            scores.Finish();
        });
    }

    private static string Row(IProxy proxy, double[] ours, double[] truth, double?[] recorded)
    {
        RankCorrelation spearman = RankCorrelation.Spearman(ours, truth, new Rng(1));
        int[] known = [.. Enumerable.Range(0, ours.Length).Where(i => recorded[i] is not null)];
        double[] theirs = [.. known.Select(i => recorded[i]!.Value)];
        double[] itsTruth = [.. known.Select(i => truth[i])], itsOurs = [.. known.Select(i => ours[i])];
        return $"| {proxy.Name} | {Text(spearman.Value)} ({Text(spearman.Low)} to {Text(spearman.High)}) | "
            + $"{Text(RankCorrelation.SpearmanOf(theirs, itsTruth))} | "
            + $"{Text(RankCorrelation.KendallOf(ours, truth))} | "
            + $"{Text(RankCorrelation.KendallOf(theirs, itsTruth))} | "
            + $"{Text(RankCorrelation.SpearmanOf(itsOurs, theirs))} |";
    }

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
