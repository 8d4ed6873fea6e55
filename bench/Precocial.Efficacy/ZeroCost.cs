using System.Diagnostics;
using System.Globalization;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Efficacy;

/// <summary>Every proxy on cells of NAS-Bench-201 in the benchmark's skeleton: how they rank the cells beside the recorded
/// accuracy after 200 epochs, and beside NASLib's recorded scores.</summary>
internal static class ZeroCost
{
    private const string Accuracy = "c10_test_200ep";

    public static int Run(ProxyOptions options, TextWriter output)
    {
        var recorded = new RecordedScores(options.Scores!);
        EvaluationTable accuracies = EvaluationTable.Read(options.Accuracies!, "cell", Accuracy);
        Dataset images = DatasetCatalog.Load("cifar10", DataLocations.Of(options.Data));
        Dataset train = DataSplit.Stratified(images, new Rng(options.Seed)).Train;
        string[] cells = [.. recorded.Cells];
        new Rng(options.Seed).Split("cells").Shuffle(cells.AsSpan());
        cells = cells[..Math.Min(options.Cells, cells.Length)];
        TimeSpan begun = Process.GetCurrentProcess().TotalProcessorTime;
        double[][] scores = Measure(cells, train, options, out double[] seconds);
        TimeSpan taken = Process.GetCurrentProcess().TotalProcessorTime - begun;
        double[] truth = [.. cells.Select(cell => accuracies[cell, Accuracy])];
        if (options.Csv is not null)
            File.WriteAllText(options.Csv, Csv(cells, truth, scores));
        Write(output, cells, truth, scores, seconds, recorded);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{cells.Length} cells, batch {options.Batch}, seed {options.Seed}, {taken.TotalMinutes:0.0} CPU minutes"));
        return 0;
    }

    // One cell a thread; each cell's weights are drawn from a stream of its own, the same for every proxy.
    private static double[][] Measure(
        string[] cells, Dataset train, ProxyOptions options, out double[] seconds)
    {
        var skeleton = new NasBench201Skeleton { Standardize = new Standardize([.. train.Mean], [.. train.Scale]) };
        ProxyEvaluator[] evaluators =
            [.. ProxyCatalog.All.Select(proxy => new ProxyEvaluator(proxy, train, options.Batch, options.Seed))];
        var scores = new double[cells.Length][];
        var ticks = new long[evaluators.Length];
        using var workers = new WorkerPool(options.Threads);
        workers.For(cells.Length, i =>
        {
            ArchitectureGraph graph = skeleton.Build(NasBench201Cell.Parse(cells[i]));
            Rng rng = new Rng(options.Seed).Split(cells[i]);
            scores[i] = new double[evaluators.Length];
            for (int p = 0; p < evaluators.Length; p++)
            {
                long from = Stopwatch.GetTimestamp();
                scores[i][p] = evaluators[p].EvaluateAsync(graph, default, rng, default).GetAwaiter().GetResult().Value;
                Interlocked.Add(ref ticks[p], Stopwatch.GetTimestamp() - from);
            }
        });
        seconds = [.. ticks.Select(t => (double)t / Stopwatch.Frequency / cells.Length)];
        return scores;
    }

    private static void Write(TextWriter output, string[] cells, double[] truth, double[][] scores, double[] seconds,
        RecordedScores recorded)
    {
        output.WriteLine("| proxy | Spearman with accuracy (95 %) | of the recorded scores | Kendall | recorded | "
            + "Spearman with the recorded scores | ms a cell |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        for (int p = 0; p < ProxyCatalog.All.Length; p++)
        {
            IProxy proxy = ProxyCatalog.All[p];
            double[] ours = [.. scores.Select(row => row[p])];
            RankCorrelation spearman = RankCorrelation.Spearman(ours, truth, new Rng(1));
            int[] known = [.. Enumerable.Range(0, cells.Length).Where(i => recorded.Find(cells[i], proxy) is not null)];
            double[] theirs = [.. known.Select(i => recorded.Find(cells[i], proxy)!.Value)];
            double[] itsTruth = [.. known.Select(i => truth[i])];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {proxy.Name} | {spearman.Value:0.000} ")
                + string.Create(CultureInfo.InvariantCulture, $"({spearman.Low:0.00} to {spearman.High:0.00}) | ")
                + string.Create(CultureInfo.InvariantCulture,
                    $"{RankCorrelation.SpearmanOf(theirs, itsTruth):0.000} | {RankCorrelation.KendallOf(ours, truth):0.000} | ")
                + string.Create(CultureInfo.InvariantCulture, $"{RankCorrelation.KendallOf(theirs, itsTruth):0.000} | ")
                + string.Create(CultureInfo.InvariantCulture,
                    $"{RankCorrelation.SpearmanOf([.. known.Select(i => ours[i])], theirs):0.000} | {1000 * seconds[p]:0} |"));
        }
    }

    private static string Csv(string[] cells, double[] truth, double[][] scores)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        text.WriteLine($"cell,{Accuracy},{string.Join(',', ProxyCatalog.Names)}");
        for (int i = 0; i < cells.Length; i++)
        {
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cells[i]},{truth[i]},")
                + string.Join(',', scores[i].Select(s => s.ToString("G7", CultureInfo.InvariantCulture))));
        }
        return text.ToString();
    }
}
