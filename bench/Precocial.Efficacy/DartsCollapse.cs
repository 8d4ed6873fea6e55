using System.Diagnostics;
using System.Globalization;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Efficacy;

/// <summary>DARTS on NAS-Bench-201's relaxed space, for real on CIFAR-10, left alone and guarded: skip
/// connections, entropy, eigenvalue, and what accuracy is recorded for the cell that each epoch would end
/// with.</summary>
/// <remarks>A guarded search is the unguarded one until the guard stops it, so that it is not trained again:
/// its strategy is told the same trials.</remarks>
internal static class DartsCollapse
{
    private const string Accuracy = "c10_test_200ep";

    public static int Run(CollapseOptions options, TextWriter output)
    {
        EvaluationTable accuracies = EvaluationTable.Read(options.Accuracies!, "cell", Accuracy);
        Dataset images = DatasetCatalog.Load("cifar10", DataLocations.Of(options.Data));
        var (train, validation) = Halves(images, options);
        RelaxedNasBench201Space space = SpaceFor(train, options);
        TimeSpan begun = Process.GetCurrentProcess().TotalProcessorTime;
        var (trials, alone) = Search(space, train, validation, options);
        TimeSpan taken = Process.GetCurrentProcess().TotalProcessorTime - begun;
        Write(output, alone.Epochs, accuracies);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{options.Order} order, seed {options.Seed}, {taken.TotalMinutes:0.0} CPU minutes"));
        End(output, "left alone", alone);
        CollapseGuard eigenvalue = options.Guard with { StopsAtEigenvalue = true };
        CollapseGuard skips = options.Guard with { StopsAtSkips = true };
        End(output, "guarded by the eigenvalue",
            Replayed(space, alone.Settings with { Guard = eigenvalue }, trials));
        End(output, "guarded by skip connections",
            Replayed(space, alone.Settings with { Guard = skips }, trials));
        if (options.Csv is not null)
            File.WriteAllLines(options.Csv, alone.Epochs.Select(e => Row(e, accuracies)).Prepend(
                "epoch,loss,accuracy,skips,entropy,eigenvalue,growth,cell,recorded"));
        return 0;

        void End(TextWriter text, string name, GradientDescent strategy)
        {
            string cell = space.Derive(strategy.Best);
            text.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}: {(strategy.IsDone ? "stopped after" : "ran to")} epoch {strategy.Epochs.Count}, ends ")
                + string.Create(CultureInfo.InvariantCulture,
                    $"with {cell}, recorded {accuracies[cell, Accuracy]:0.00} %"));
        }
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

    private static RelaxedNasBench201Space SpaceFor(Dataset train, CollapseOptions options) => new(new()
    {
        InputShape = train.SampleShape,
        Channels = options.Channels,
        CellsPerStage = options.Cells,
        Standardize = new([.. train.Mean], [.. train.Scale]),
    });

    private static (IReadOnlyList<Trial<Mixture, AlphaGradient>> Trials, GradientDescent Strategy) Search(
        RelaxedNasBench201Space space, Dataset train, Dataset validation, CollapseOptions options)
    {
        int every = Math.Max(1, options.Samples / options.Batch), rounds = options.Epochs * every;
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
            Guard = options.Guard,
        })
        { Progress = new Ticker() };
        var result = Study.Over(space).Using(strategy).JudgedBy(evaluator)
            .RunAsync(options.Seed, (options.Stop ?? options.Epochs) * every).GetAwaiter().GetResult();
        return (result.Trials, strategy);
    }

    private static GradientDescent Replayed(RelaxedNasBench201Space space, GradientDescentSettings settings,
        IReadOnlyList<Trial<Mixture, AlphaGradient>> trials)
    {
        var strategy = new GradientDescent(space, settings);
        strategy.Tell(trials);
        return strategy;
    }

    private static void Write(
        TextWriter output, IReadOnlyList<RelaxationEpoch> epochs, EvaluationTable accuracies)
    {
        output.WriteLine(
            "| epoch | validation loss | accuracy | skips | entropy | eigenvalue | growth | cell | recorded |");
        output.WriteLine("|--:|--:|--:|--:|--:|--:|--:|---|--:|");
        foreach (RelaxationEpoch e in epochs)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {e.Epoch} | {e.Loss:0.000} | {100 * e.Accuracy:0.0} % | {e.Skips} | {e.Entropy:0.000} | ")
                + string.Create(CultureInfo.InvariantCulture, $"{e.Eigenvalue:0.000} | {e.Growth:0.00} | ")
                + string.Create(CultureInfo.InvariantCulture,
                    $"{Short(e.Cells)} | {accuracies[e.Cells, Accuracy]:0.00} % |"));
        }
    }

    private static string Row(RelaxationEpoch e, EvaluationTable accuracies) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{e.Epoch},{e.Loss:0.0000},{e.Accuracy:0.0000},{e.Skips},{e.Entropy:0.0000},{e.Eigenvalue},")
        + string.Create(CultureInfo.InvariantCulture, $"{e.Growth},{e.Cells},{accuracies[e.Cells, Accuracy]}");

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
            CultureInfo.InvariantCulture,
            $"{value.Epoch} {value.Loss:0.000} {value.Entropy:0.00} {value.Eigenvalue:0.000} {Short(value.Cells)}"));
    }
}
