using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Trains the networks that are compared in the end, by one recipe for the same epochs, and tests
/// them once.</summary>
/// <remarks>The networks share the threads: one each while there are more networks than threads. A training
/// goes on from its last checkpoint after a crash, to the same bytes.</remarks>
internal sealed class FinalTraining
{
    // A checkpoint costs a write to the disk: often enough to lose little, seldom enough to cost nothing.
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(1);

    private readonly DesignPlan _plan;
    private readonly DataSplit _split;
    private readonly Dataset _train;
    private readonly IWorkLog _log;
    private readonly DesignClock _clock;
    private readonly TrainingRecipe _recipe;
    private readonly ConcurrentDictionary<string, int[]> _predictions = [];
    private int _epochs, _epochsHere;

    public FinalTraining(DesignPlan plan, DataSplit split, IWorkLog log, DesignClock clock)
    {
        (_plan, _split, _log, _clock) = (plan, split, log, clock);
        _train = split.JoinTrainAndValidation();
        _recipe = DesignRecipe.For(_train);
    }

    public async Task<IReadOnlyList<DesignedModel>> RunAsync(
        IReadOnlyList<Finalist> networks, CancellationToken cancellationToken)
    {
        // Two names for one network are one training.
        Finalist[] distinct = [.. networks.DistinctBy(n => n.Graph.Key)];
        TimeSpan begun = _clock.Elapsed;
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = _plan.Settings.Threads,
            CancellationToken = cancellationToken,
        };
        var trained = new ConcurrentDictionary<string, Network>();
        await Task.Run(() => Parallel.ForEach(
            Partitioner.Create(distinct, EnumerablePartitionerOptions.NoBuffering), options,
            finalist =>
                trained[finalist.Graph.Key] = Train(finalist, distinct.Length * _plan.FinalEpochs, begun,
                cancellationToken)),
            cancellationToken);
        return [.. networks.Select(n => Describe(n.Name, trained[n.Graph.Key]))];
    }

    /// <summary>The answers of a model on the test part: [true class, answered class] counts.</summary>
    public int[,] ConfusionOf(DesignedModel model)
    {
        var confusion = new int[_plan.Classes, _plan.Classes];
        foreach ((int truth, int answer) in _split.Test.Labels.Zip(_predictions[model.Network.Graph.Key]))
            confusion[truth, answer]++;
        return confusion;
    }

    private Network Train(Finalist finalist, int allEpochs, TimeSpan begun,
        CancellationToken cancellationToken)
    {
        ArchitectureGraph graph = finalist.Graph;
        TrainingRecipe recipe = finalist.Augmented ? _recipe
            : _recipe with { Augmentation = Augmentation.None };
        var item = new WorkItem(graph.Key, $"final-{_plan.FinalEpochs}");
        string provenance = $"trained {_plan.FinalEpochs} epochs on {_train.Count} samples of {_train.Name}"
            + (recipe.Augmentation.IsNone ? "" : ", augmented");
        if (_log.Result(item) is { } stored && WeightBytes.Restore(graph, stored, provenance) is { } known)
        {
            Report(_plan.FinalEpochs, 0, allEpochs, begun);
            return known;
        }
        TimeSpan started = _clock.Elapsed;
        Rng rng = new Rng(_plan.Settings.Seed).Split($"final {graph.Key}");
        var network = new Network(graph, new InitializedWeights().Provide(graph, rng.Split("weights")))
        {
            Provenance = provenance,
        };
        using var workers = new WorkerPool(Math.Max(1, _plan.Settings.Threads / 4));
        using var trainer = new Trainer(network, _train, recipe, _plan.FinalEpochs, rng.Split("training"),
            workers);
        if (_log.Checkpoint(item) is { } state)
            trainer.Restore(state);
        Report(trainer.Epoch, 0, allEpochs, begun);
        TimeSpan kept = _clock.Elapsed;
        while (!trainer.IsDone)
        {
            trainer.RunEpoch(cancellationToken);
            if (_clock.Elapsed - kept >= CheckpointInterval)
            {
                _log.Keep(item, trainer.Epoch, trainer.Save());
                kept = _clock.Elapsed;
            }
            Report(1, 1, allEpochs, begun);
        }
        _log.Finish(item, WeightBytes.Of(network), _clock.Elapsed - started);
        return network;
    }

    private DesignedModel Describe(string name, Network network)
    {
        int[] predictions = _predictions.GetOrAdd(network.Graph.Key, _ => Predict(network));
        TimeSpan latency = TimeSpan.FromTicks(MemoryMarshal.Read<long>(Memoised(
            new WorkItem(network.Graph.Key, "latency"), () =>
            {
                long ticks = new LatencyProbe(_clock.Time).Measure(network).Ticks;
                return MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in ticks)).ToArray();
            })));
        return new DesignedModel(
            name, network.Provenance, network, AccuracyEstimate.Of(predictions, _split.Test.Labels), latency);
    }

    private int[] Predict(Network network)
    {
        var item = new WorkItem(network.Graph.Key, $"final-{_plan.FinalEpochs} test");
        byte[] bytes = Memoised(item, () =>
        {
            using var workers = new WorkerPool(_plan.Settings.Threads);
            return MemoryMarshal.AsBytes<int>(Evaluation.Predict(network, _split.Test, workers)).ToArray();
        });
        return MemoryMarshal.Cast<byte, int>(bytes).ToArray();
    }

    private byte[] Memoised(WorkItem item, Func<byte[]> make)
    {
        if (_log.Result(item) is { } stored)
            return stored;
        TimeSpan started = _clock.Elapsed;
        byte[] made = make();
        _log.Finish(item, made, _clock.Elapsed - started);
        return made;
    }

    private void Report(int epochs, int here, int allEpochs, TimeSpan begun)
    {
        int done = Interlocked.Add(ref _epochs, epochs), doneHere = Interlocked.Add(ref _epochsHere, here);
        TimeSpan? remaining = doneHere > 0 ? (_clock.Elapsed - begun) / doneHere * (allEpochs - done) : null;
        _clock.Report(DesignPhase.FinalTraining, done, allEpochs, best: null, remaining);
    }
}

/// <summary>A network that is compared in the end.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Graph">Its architecture.</param>
/// <param name="Augmented">Whether its training images are varied as the recipe says.</param>
internal sealed record Finalist(string Name, ArchitectureGraph Graph, bool Augmented = true);
