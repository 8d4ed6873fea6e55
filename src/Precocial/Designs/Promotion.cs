using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Chooses a search's winner among its best networks by a second, longer look.</summary>
/// <remarks>A search's best number is partly luck: the more networks are judged, the luckier the best one
/// was. So the few best are trained once more, with another seed and as long as in the end, and judged on the
/// whole validation part; what counts is the mean of both looks. Both of a design's searches get the same
/// number of second looks.</remarks>
internal sealed class Promotion
{
    /// <summary>How many networks of each search are looked at again.</summary>
    public const int Finalists = 4;

    private readonly DesignPlan _plan;
    private readonly DataSplit _split;
    private readonly Dataset _train;
    private readonly IWorkLog _log;
    private readonly DesignClock _clock;

    public Promotion(DesignPlan plan, DataSplit split, IWorkLog log, DesignClock clock)
    {
        (_plan, _split, _log, _clock) = (plan, split, log, clock);
        _train = StratifiedSample.Take(split.Train, plan.SearchTrain,
            new Rng(plan.Settings.Seed).Split("promotion"));
    }

    /// <summary>The network to hand over, of each search.</summary>
    public async Task<IReadOnlyList<ArchitectureGraph>> ChooseAsync(
        IReadOnlyList<SearchOutcome> searches, CancellationToken cancellationToken)
    {
        ArchitectureGraph[] all =
            [.. searches.SelectMany(s => s.Leaders).Select(l => l.Graph).DistinctBy(g => g.Key)];
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = _plan.Settings.Threads,
            CancellationToken = cancellationToken,
        };
        var second = new ConcurrentDictionary<string, double>();
        TimeSpan begun = _clock.Elapsed;
        await Task.Run(() => Parallel.ForEach(
            Partitioner.Create(all, EnumerablePartitionerOptions.NoBuffering), options, graph =>
            {
                second[graph.Key] = Look(graph, cancellationToken);
                TimeSpan each = (_clock.Elapsed - begun) / second.Count;
                _clock.Report(DesignPhase.Promotion, second.Count, all.Length, second.Values.Max(),
                    each * (all.Length - second.Count));
            }), cancellationToken);
        return [.. searches.Select(search => search.Leaders
            .OrderByDescending(leader => Merit(leader, second[leader.Graph.Key]))
            .ThenBy(leader => leader.Graph.Flops).First().Graph)];
    }

    // Where the first look was not at a network trained alone, only the second counts.
    private static double Merit(SearchLeader leader, double second) =>
        leader.Accuracy is { } first ? (first + second) / 2 : second;

    private double Look(ArchitectureGraph graph, CancellationToken cancellationToken)
    {
        var item = new WorkItem(graph.Key, $"promotion-{_plan.FinalEpochs}");
        if (_log.Result(item) is { Length: sizeof(double) } stored)
            return MemoryMarshal.Read<double>(stored);
        TimeSpan started = _clock.Elapsed;
        Rng rng = new Rng(_plan.Settings.Seed).Split($"promotion {graph.Key}");
        var network = Network.From(graph, new InitializedWeights(), rng.Split("weights"));
        double accuracy = Accuracy(network, rng.Split("training"), cancellationToken);
        _log.Finish(
            item, MemoryMarshal.AsBytes(new ReadOnlySpan<double>(in accuracy)).ToArray(),
            _clock.Elapsed - started);
        return accuracy;
    }

    private double Accuracy(Network network, Rng rng, CancellationToken cancellationToken)
    {
        TrainingRecipe recipe = DesignRecipe.For(_split.Train);
        using var trainer = new Trainer(network, _train, recipe, _plan.FinalEpochs, rng);
        try
        {
            trainer.Run(cancellationToken: cancellationToken);
        }
        catch (DivergenceException)
        {
            return 0; // it converged once and diverged now: not a network to hand over
        }
        return Evaluation.Accuracy(network, _split.Validation, cancellationToken: cancellationToken);
    }
}
