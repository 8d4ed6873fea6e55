using System.Globalization;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Efficacy;

/// <summary>How shared weights rank networks, on the digits: each network trained alone, beside its score
/// with weights that were trained once for all, in several ways. The number of parameters beside
/// it.</summary>
internal sealed class SharingTable(SharingOptions options, TextWriter output)
{
    // With a large validation part: with few samples the noise of accuracies decides the order.
    private readonly DataSplit _split = DataSplit.Stratified(Digits.Load(), new Rng((ulong)options.Seed),
        new SplitFractions { Train = 0.5, Validation = 0.25, Test = 0.25 });

    public static int Run(SharingOptions options, TextWriter output)
    {
        new SharingTable(options, output).RunAsync().GetAwaiter().GetResult();
        return 0;
    }

    private async Task RunAsync()
    {
        using var workers = new WorkerPool(options.Threads);
        var cells = new CellSpace(TaskGeometry.Of(_split.Train), nodes: options.Nodes);
        var dropout = new PathDropout(cells);
        using SupernetTraining uniform = Train(new SupernetWeights((ulong)options.Seed), workers,
            (_, rng) => cells.Decode(cells.Sample(rng)));
        using SupernetTraining dropped = Train(new SupernetWeights((ulong)options.Seed), workers,
            (training, rng) => dropout.Draw(training.Progress, rng), share: 0.5, rate: 0.05f);
        await CompareAsync("cells", cells,
        [
            Judge("uniform paths, statistics of the batch", uniform, SharedStatistics.OfBatch),
            Judge("uniform paths, recalibrated", uniform, SharedStatistics.Recalibrated),
            Judge("uniform paths, as trained", uniform, SharedStatistics.AsTrained),
            Judge("dropped paths, statistics of the batch", dropped, SharedStatistics.OfBatch),
        ]);

        var banks = new MemoryBankSpace(TaskGeometry.Of(_split.Train));
        var large = new SmashWeights(banks, (ulong)options.Seed);
        var small = new SmashWeights(banks, (ulong)options.Seed, depth: 0);
        using SupernetTraining deep = Train(large, workers, (_, rng) => banks.Decode(banks.Sample(rng)));
        using SupernetTraining flat = Train(small, workers, (_, rng) => banks.Decode(banks.Sample(rng)));
        await CompareAsync("memory banks", banks,
        [
            Judge($"hypernetwork of {large.HypernetworkParameters} values", deep, SharedStatistics.OfBatch),
            Judge($"hypernetwork of {small.HypernetworkParameters} values", flat, SharedStatistics.OfBatch),
        ]);
    }

    private SupernetTraining Train(ISharedWeights weights, WorkerPool workers,
        Func<SupernetTraining, Rng, ArchitectureGraph> draw, double share = 1, float rate = 0.2f)
    {
        var settings = new SupernetTrainingSettings
        {
            Steps = 1,
            Augmentation = Augmentation.For(_split.Train),
        };
        int steps = (int)(share * options.Passes * settings.StepsPerEpoch(_split.Train));
        var training = new SupernetTraining(weights, _split.Train,
            settings with { Steps = steps, Rate = new CosineSchedule(rate) }, (ulong)options.Seed, workers);
        while (training.Progress < 1)
            training.Run(rng => draw(training, rng));
        return training;
    }

    private CalibrationJudge Judge(string name, SupernetTraining training, SharedStatistics statistics) =>
        new(name, new SharedWeightsEvaluator(training, _split.Validation, new() { Statistics = statistics }));

    private async Task CompareAsync<TGenotype>(
        string name, ISearchSpace<TGenotype> space, IReadOnlyList<CalibrationJudge> judges)
        where TGenotype : notnull
    {
        Rng rng = new Rng((ulong)options.Seed).Split("networks");
        ArchitectureGraph[] networks = [.. Enumerable.Range(0, 10 * options.Networks)
            .Select(i => space.Decode(space.Sample(rng.Split((ulong)i)))).DistinctBy(graph => graph.Key)
            .Take(options.Networks)];
        var alone = new TrainedEvaluator(_split.Train, _split.Test);
        var calibration = new Calibration(networks, alone, new Budget(options.Epochs), new MemoryWorkLog())
        {
            Threads = options.Threads,
        };
        CalibrationReport report = await calibration.RunAsync(judges);
        (double low, double high) = report.Range;
        Write($"{name}: {networks.Length} networks, alone {low:0.000} to {high:0.000}");
        foreach (JudgeCalibration judge in report.Judges)
        {
            RankCorrelation tau = judge.Kendall;
            double mean = judge.Scores.Average();
            Write($"| {judge.Name} | {mean:0.000} | {tau.Value:0.00} | {tau.Low:0.00} to {tau.High:0.00} |");
        }
    }

    private void Write(FormattableString line) =>
        output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
