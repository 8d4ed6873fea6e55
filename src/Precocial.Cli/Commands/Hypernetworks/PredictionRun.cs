using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary>Predicts a network, and tests and trains it where there is data.</summary>
internal sealed class PredictionRun(
    TrainedHypernetwork hypernetwork, GivenArchitecture given, Dataset? data, FewShotSettings? finetune, ulong seed,
    WorkerPool workers)
{
    public PredictionReport Run(CancellationToken cancellation)
    {
        if (data is null)
            return new(hypernetwork, given, Predict(given.Graph));
        CheckFit(data);
        var rng = new Rng(seed);
        DataSplit split = DataSplit.Stratified(data, rng);
        Dataset train = split.JoinTrainAndValidation();
        TimedPrediction timed =
            Predict(given.Graph.Behind(new Standardize([.. train.Mean], [.. train.Scale])));
        RunningStatistics.Estimate(timed.Network, train, rng.Split("statistics"), workers: workers);
        AccuracyEstimate untrained = Test(timed.Network, split, Statistics.Batch, cancellation);
        var report = new PredictionReport(hypernetwork, given, timed) { Untrained = untrained };
        if (finetune is null)
            return report;
        Dataset few = finetune.Shots is { } shots ? Shots(train, shots, rng.Split("shots")) : train;
        Network random = Random(timed.Network, rng.Split("he"));
        report = report with
        {
            Finetune = finetune,
            Tuned = Train(timed.Network, few, split, rng, cancellation),
            Random = Train(random, few, split, rng, cancellation),
        };
        var tuned = new Network(timed.Network.Graph, [.. timed.Network.Weights.Values])
        {
            Provenance = $"{timed.Network.Provenance}; then {finetune.Epochs} epochs on {few.Count} samples of {data.Name}",
        };
        return report with { Timed = timed with { Network = tuned } };
    }

    private TimedPrediction Predict(ArchitectureGraph graph) =>
        TimedPrediction.Of(hypernetwork, graph, TimeProvider.System, given.Imported?.Network.Weights);

    private AccuracyEstimate Train(
        Network network, Dataset train, DataSplit split, Rng rng, CancellationToken cancellation)
    {
        using var trainer = new Trainer(network, train, TrainingRecipe.For(train), finetune!.Epochs,
            rng.Split("finetune"), workers);
        while (!trainer.IsDone)
            trainer.RunEpoch(cancellation);
        return Test(network, split, Statistics.Running, cancellation);
    }

    private AccuracyEstimate Test(
        Network network, DataSplit split, Statistics statistics, CancellationToken cancellation) =>
        AccuracyEstimate.Of(
            Evaluation.Predict(network, split.Test, workers, cancellation, statistics), split.Test.Labels);

    // He weights; constants stay what they are.
    private static Network Random(Network like, Rng rng)
    {
        IReadOnlyList<Tensor> drawn = new InitializedWeights().Provide(like.Graph, rng);
        return new Network(like.Graph, [.. like.Graph.WeightSpecs.Select((weight, i) =>
            weight.Spec.Role == WeightRole.Constant ? like.Weights[weight.Name] : drawn[i])]);
    }

    private void CheckFit(Dataset set)
    {
        ArchitectureGraph graph = given.Graph;
        if (graph.InputShape != set.SampleShape || graph.OutputShape.Rank != 1 || graph.OutputShape[0] != set.Classes)
        {
            throw new UsageException($"{given.Name} takes {graph.InputShape} and gives {graph.OutputShape}, but "
                + $"{set.Name} has samples {set.SampleShape} of {set.Classes} classes.");
        }
    }

    private static Dataset Shots(Dataset train, int shots, Rng rng)
    {
        int[] order = [.. Enumerable.Range(0, train.Count)];
        rng.Shuffle(order.AsSpan());
        return train.Subset([.. order.GroupBy(i => train.Labels[i]).SelectMany(group => group.Take(shots)).Order()]);
    }
}
