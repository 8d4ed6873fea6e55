using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>How well cheap judges rank networks: each of some networks is trained alone, and the order of the
/// judges' scores is compared with the order of those accuracies.</summary>
/// <remarks>
/// For any weight source: shared weights, a hypernetwork, proxies, brief training. Beside every judge stands
/// the number of parameters, which ranks many spaces better than judges do. Every training and every score is
/// kept in a work log when it is done: the same call with the same log goes on where it stopped, and judges
/// that are added later cost no further training. Its nearest neighbour, <see cref="PropertyStudy"/>, asks
/// how well properties are foretold by regression. Source: Yu et al., "Evaluating the search phase of neural
/// architecture search", ICLR 2020, §4 (Kendall's τ between shared-weight and stand-alone ranks).
/// </remarks>
/// <param name="networks">The networks, no two alike; 30 or more for a useful interval.</param>
/// <param name="standAlone">Trains each alone.</param>
/// <param name="budget">For how long.</param>
/// <param name="log">Where work is kept; of these data and this recipe alone.</param>
public sealed class Calibration(
    IReadOnlyList<ArchitectureGraph> networks, IEvaluator<Score> standAlone, Budget budget, IWorkLog log)
{
    private readonly ConcurrentDictionary<WorkItem, double> _scores = [];

    /// <summary>The seed of everything drawn.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many networks are judged at once, one a thread. Never changes a result.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Time is read from here.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Trains what is not trained yet, and asks the judges.</summary>
    /// <param name="judges">Who is compared, in the report's order; none for the parameters alone.</param>
    /// <param name="progress">Told after each network that was trained, from several threads.</param>
    /// <param name="cancellationToken">Stops the work; what is done is in the log.</param>
    public async Task<CalibrationReport> RunAsync(IReadOnlyList<CalibrationJudge> judges,
        IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        var truth = new CalibrationJudge("stand-alone", standAlone, budget);
        double[] accuracies = await ScoresAsync(truth, progress, cancellationToken).ConfigureAwait(false);
        var rows = new List<JudgeCalibration>
        {
            Compare("parameters", "counted", [.. networks.Select(graph => (double)graph.Parameters)],
                accuracies),
        };
        foreach (CalibrationJudge judge in judges)
        {
            double[] scores = await ScoresAsync(judge, null, cancellationToken).ConfigureAwait(false);
            rows.Add(Compare(judge.Name, judge.Evaluator.Provenance, scores, accuracies));
        }
        return new CalibrationReport($"{standAlone.Provenance}, {budget.Epochs} epochs",
            [.. networks.Select((graph, i) => new CalibratedNetwork(graph.Key, graph.Parameters, graph.Flops,
                accuracies[i]))], rows);
    }

    private JudgeCalibration Compare(string name, string how, double[] scores, double[] accuracies)
    {
        Rng rng = new Rng(Seed).Split("bootstrap");
        return new(name, how, RankCorrelation.Kendall(scores, accuracies, rng.Split("kendall")),
            RankCorrelation.Spearman(scores, accuracies, rng.Split("spearman")), scores);
    }

    private async Task<double[]> ScoresAsync(
        CalibrationJudge judge, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        await PrepareAsync(judge, cancellationToken).ConfigureAwait(false);
        int done = 0;
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Threads,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(networks, options, async (graph, cancellation) =>
        {
            WorkItem item = ItemOf(judge, graph.Key);
            _scores[item] = Stored(item)
                ?? await JudgeAsync(judge, graph, item, cancellation).ConfigureAwait(false);
            progress?.Report(Interlocked.Increment(ref done));
        }).ConfigureAwait(false);
        return [.. networks.Select(graph => _scores[ItemOf(judge, graph.Key)])];
    }

    // A judge that trains shared weights does so once, on all the networks, and its state is kept.
    private async Task PrepareAsync(CalibrationJudge judge, CancellationToken cancellationToken)
    {
        if (!judge.Evaluator.PreparesRounds
            || networks.All(graph => Stored(ItemOf(judge, graph.Key)) is not null))
        {
            return;
        }
        WorkItem item = ItemOf(judge, "prepared");
        if (log.Result(item) is { } state)
        {
            judge.Evaluator.Restore(state);
            return;
        }
        long started = Time.GetTimestamp();
        await judge.Evaluator.PrepareAsync(networks, StreamOf(judge, "prepare"), cancellationToken)
            .ConfigureAwait(false);
        if (judge.Evaluator.Save() is { } prepared)
            log.Finish(item, prepared, Time.GetElapsedTime(started));
    }

    private async Task<double> JudgeAsync(
        CalibrationJudge judge, ArchitectureGraph graph, WorkItem item, CancellationToken cancellationToken)
    {
        long started = Time.GetTimestamp();
        double score;
        try
        {
            Score judged = await judge.Evaluator.EvaluateAsync(
                graph, judge.Budget, StreamOf(judge, graph.Key), cancellationToken).ConfigureAwait(false);
            score = judged.Value;
        }
        catch (DivergenceException)
        {
            score = double.NegativeInfinity;
        }
        // No order has a place for NaN: a network that cannot be judged is the worst.
        if (double.IsNaN(score))
            score = double.NegativeInfinity;
        log.Finish(item, MemoryMarshal.AsBytes(new ReadOnlySpan<double>(in score)).ToArray(),
            Time.GetElapsedTime(started));
        return score;
    }

    private double? Stored(WorkItem item) => log.Result(item) is { Length: sizeof(double) } bytes
        ? MemoryMarshal.Read<double>(bytes)
        : null;

    private Rng StreamOf(CalibrationJudge judge, string name) => new Rng(Seed).Split(judge.Name).Split(name);

    private WorkItem ItemOf(CalibrationJudge judge, string key) =>
        new(key, $"{judge.Name} {judge.Evaluator.Fidelity(judge.Budget)} seed {Seed}");
}
