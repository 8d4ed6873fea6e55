using System.Diagnostics;
using System.Globalization;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Efficacy;

/// <summary>DARTS on NAS-Bench-201's relaxed space, for real on CIFAR-10, left alone and guarded: skip
/// connections, entropy, eigenvalue, and what accuracy is recorded for the cell that each epoch would end
/// with.</summary>
internal static class DartsCollapse
{
    private const string Accuracy = "c10_test_200ep";

    public static int Run(CollapseOptions options, TextWriter output)
    {
        EvaluationTable accuracies = EvaluationTable.Read(options.Accuracies!, "cell", Accuracy);
        Dataset images = DatasetCatalog.Load("cifar10", DataLocations.Of(options.Data));
        var (train, validation) = Halves(images, options);
        var rows = new List<string>();
        CollapseGuard alone = options.Guard with { StopsAtSkips = false, StopsAtEigenvalue = false };
        foreach (var (name, guard) in ((string, CollapseGuard)[])[("unguarded", alone), ("guarded", options.Guard)])
        {
            TimeSpan begun = Process.GetCurrentProcess().TotalProcessorTime;
            var (best, epochs) = Search(train, validation, options, guard);
            TimeSpan taken = Process.GetCurrentProcess().TotalProcessorTime - begun;
            output.WriteLine($"{name}: {guard}");
            Write(output, epochs, accuracies);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"ends with {best}, recorded {accuracies[best, Accuracy]:0.00} %; {taken.TotalMinutes:0.0} CPU minutes"));
            rows.AddRange(epochs.Select(e => Row(name, e, accuracies)));
        }
        if (options.Csv is not null)
            File.WriteAllLines(options.Csv, rows.Prepend("search,epoch,loss,accuracy,skips,entropy,eigenvalue,growth,"
                + "cell,recorded"));
        return 0;
    }

    // Training images alone: the recorded accuracies are of the test part.
    private static (Dataset Train, Dataset Validation) Halves(Dataset images, CollapseOptions options)
    {
        Dataset training = DataSplit.Stratified(images, new Rng(options.Seed)).Train;
        int[] order = [.. Enumerable.Range(0, training.Count)];
        new Rng(options.Seed).Split("images").Shuffle(order.AsSpan());
        return (Half(0), Half(options.Samples));

        Dataset Half(int start) =>
            training.Subset(order.AsSpan(start, options.Samples)).ScaledTo(options.Size, options.Size);
    }

    private static (string Best, IReadOnlyList<RelaxationEpoch> Epochs) Search(
        Dataset train, Dataset validation, CollapseOptions options, CollapseGuard guard)
    {
        var space = new RelaxedNasBench201Space(new NasBench201Skeleton
        {
            InputShape = train.SampleShape,
            Channels = options.Channels,
            CellsPerStage = options.Cells,
            Standardize = new([.. train.Mean], [.. train.Scale]),
        });
        int rounds = options.Epochs * Math.Max(1, options.Samples / options.Batch);
        using var workers = new WorkerPool(options.Threads);
        using var evaluator = new RelaxedEvaluator(train, validation, new()
        {
            Steps = rounds,
            Order = options.Order,
            BatchSize = options.Batch,
            Augmentation = new Augmentation { Mirror = true },
        }, workers);
        var strategy = new GradientDescent(space, new()
        {
            RoundsPerEpoch = evaluator.RoundsPerEpoch,
            LearningRate = options.Rate,
            Guard = guard,
        })
        { Progress = new Ticker() };
        var result = Study.Over(space).Using(strategy).JudgedBy(evaluator)
            .RunAsync(options.Seed, rounds).GetAwaiter().GetResult();
        return (space.Derive(result.Best.Genotype), strategy.Epochs);
    }

    private static void Write(TextWriter output, IReadOnlyList<RelaxationEpoch> epochs, EvaluationTable accuracies)
    {
        output.WriteLine("| epoch | validation loss | accuracy | skips | entropy | eigenvalue | growth | cell | recorded |");
        output.WriteLine("|--:|--:|--:|--:|--:|--:|--:|---|--:|");
        foreach (RelaxationEpoch e in epochs)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {e.Epoch} | {e.Loss:0.000} | {100 * e.Accuracy:0.0} % | {e.Skips} | {e.Entropy:0.000} | ")
                + string.Create(CultureInfo.InvariantCulture, $"{e.Eigenvalue:0.0000} | {e.Growth:0.00} | ")
                + string.Create(CultureInfo.InvariantCulture,
                    $"{Short(e.Cells)} | {accuracies[e.Cells, Accuracy]:0.00} % |"));
        }
    }

    private static string Row(string name, RelaxationEpoch e, EvaluationTable accuracies) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{name},{e.Epoch},{e.Loss:0.0000},{e.Accuracy:0.0000},{e.Skips},{e.Entropy:0.0000},{e.Eigenvalue},{e.Growth},")
        + string.Create(CultureInfo.InvariantCulture, $"{e.Cells},{accuracies[e.Cells, Accuracy]}");

    // One word an edge, in the order of the benchmark's text.
    private static string Short(string cell) => string.Join(' ', Enumerable.Range(0, NasBench201Cell.Edges)
        .Select(edge => NasBench201Cell.Parse(cell)[edge] switch
        {
            NasBench201Operation.None => "none",
            NasBench201Operation.SkipConnect => "skip",
            NasBench201Operation.Convolution1x1 => "1x1",
            NasBench201Operation.Convolution3x3 => "3x3",
            _ => "pool",
        }));

    private sealed class Ticker : IProgress<RelaxationEpoch>
    {
        public void Report(RelaxationEpoch value) => Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{value.Epoch} {value.Loss:0.000} {value.Skips} {value.Eigenvalue:0.000} "
                + $"{Short(value.Cells)}"));
    }
}
