using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Can a hypernetwork tell what a network will be like, before it is trained? Trains networks that it never saw,
/// measures four properties, and predicts them from its embeddings.</summary>
/// <remarks>
/// 1. Each network is trained with SGD from He weights. 2. Its properties: accuracy; accuracy on images with Gaussian noise;
/// the time of one sample; the epochs until its accuracy was 95 % of the final one. 3. Kernel ridge regression from the mean
/// of the nodes' vectors, fitted on some networks, ranks the others. Beside it: the accuracy with predicted weights, and
/// the number of parameters. Source: Knyazev et al., NeurIPS 2021, §5.3 (support vector regression there, noise .08 of the
/// range of the pixels).
/// </remarks>
/// <param name="hypernetwork">Who embeds and predicts.</param>
/// <param name="data">Train and test parts.</param>
public sealed class PropertyStudy(TrainedHypernetwork hypernetwork, DataSplit data)
{
    private const double Noise = 0.08;

    /// <summary>Epochs of each network's training.</summary>
    public int Epochs { get; init; } = 8;

    /// <summary>The seed of everything drawn.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The names of the properties.</summary>
    public static ImmutableArray<string> Names { get; } = ["accuracy", "noisy accuracy", "milliseconds", "epochs to converge"];

    /// <summary>Trains and measures networks, one a thread; times follow one by one.</summary>
    public IReadOnlyList<NetworkProperties> Measure(IReadOnlyList<ArchitectureGraph> graphs, WorkerPool workers,
        IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        Dataset noisy = WithNoise(data.Test, new Rng(Seed).Split("noise"));
        var trained = new (Network Network, double[] Curve, double Noisy, double Predicted)[graphs.Count];
        int done = 0;
        workers.For(graphs.Count, i =>
        {
            cancellation.ThrowIfCancellationRequested();
            trained[i] = Train(graphs[i], noisy, new Rng(Seed).Split("train").Split((ulong)i), cancellation);
            progress?.Report(Interlocked.Increment(ref done));
        });
        return
        [
            .. trained.Select(t => new NetworkProperties(
                [
                    t.Curve[^1], t.Noisy, new LatencyProbe(TimeProvider.System).Measure(t.Network).TotalMilliseconds,
                    1 + Array.FindIndex(t.Curve, accuracy => accuracy >= 0.95 * t.Curve[^1]),
                ],
                t.Predicted, t.Network.Graph.Parameters,
                [.. hypernetwork.Model.Embed(t.Network.Graph).Select(v => (double)v)])),
        ];
    }

    /// <summary>How well the order of the properties is predicted.</summary>
    /// <param name="fitted">Networks that the regression sees.</param>
    /// <param name="ranked">Networks that are ranked.</param>
    public IReadOnlyList<PropertyRanking> Rank(
        IReadOnlyList<NetworkProperties> fitted, IReadOnlyList<NetworkProperties> ranked)
    {
        var rng = new Rng(Seed).Split("bootstrap");
        double[][] features = [.. fitted.Select(n => n.Embedding)];
        return
        [
            .. Names.Select((name, k) =>
            {
                KernelRidge fit = KernelRidge.Fit(features, [.. fitted.Select(n => n.Values[k])]);
                double[] truth = [.. ranked.Select(n => n.Values[k])];
                return new PropertyRanking(name,
                    RankCorrelation.Kendall([.. ranked.Select(n => fit.Predict(n.Embedding))], truth, rng),
                    RankCorrelation.Kendall([.. ranked.Select(n => n.PredictedAccuracy)], truth, rng),
                    RankCorrelation.Kendall([.. ranked.Select(n => (double)n.Parameters)], truth, rng));
            }),
        ];
    }

    private (Network, double[], double, double) Train(
        ArchitectureGraph graph, Dataset noisy, Rng rng, CancellationToken cancellation)
    {
        double predicted = Evaluation.Accuracy(Network.From(graph, hypernetwork.Model, rng), data.Test,
            cancellationToken: cancellation, statistics: Statistics.Batch);
        Network network = Network.From(graph, new InitializedWeights(), rng.Split("he"));
        var curve = new double[Epochs];
        TrainingRecipe recipe = TrainingRecipe.Images with { LearningRate = 0.025f };
        using var trainer = new Trainer(network, data.Train, recipe, Epochs, rng.Split("sgd"));
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            trainer.RunEpoch(cancellation);
            curve[epoch] = Evaluation.Accuracy(
                network, data.Test, cancellationToken: cancellation, statistics: Statistics.Batch);
        }
        double noise = Evaluation.Accuracy(network, noisy, cancellationToken: cancellation, statistics: Statistics.Batch);
        return (network, curve, noise, predicted);
    }

    private static Dataset WithNoise(Dataset images, Rng rng)
    {
        Tensor inputs = images.Inputs.Detach();
        float most = 0;
        foreach (float value in inputs.Span)
            most = Math.Max(most, value);
        foreach (ref float value in inputs.Span)
            value = Math.Clamp((float)(value + Noise * most * rng.NextNormal()), 0, most);
        return new Dataset(images.Name, inputs, images.Labels, images.ClassNames);
    }
}

/// <summary>What one network turned out to be like.</summary>
/// <param name="Values">In the order of <see cref="PropertyStudy.Names"/>.</param>
/// <param name="PredictedAccuracy">With predicted weights, not trained.</param>
/// <param name="Parameters">Trained values.</param>
/// <param name="Embedding">The hypernetwork's view of it.</param>
public sealed record NetworkProperties(
    ImmutableArray<double> Values, double PredictedAccuracy, long Parameters, double[] Embedding);

/// <summary>How well one property's order over networks is predicted: Kendall's τ with its interval.</summary>
/// <param name="Property">Its name.</param>
/// <param name="Embedding">From the hypernetwork's embedding, by regression.</param>
/// <param name="PredictedAccuracy">From the accuracy with predicted weights.</param>
/// <param name="Parameters">From the number of parameters.</param>
public sealed record PropertyRanking(
    string Property, RankCorrelation Embedding, RankCorrelation PredictedAccuracy, RankCorrelation Parameters);
