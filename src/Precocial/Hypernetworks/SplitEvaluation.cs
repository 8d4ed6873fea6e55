using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Hypernetworks;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Judges a hypernetwork on networks that it never saw: accuracy with predicted weights, with He weights, and
/// after a few steps of SGD from those.</summary>
/// <remarks>Batch norm uses the statistics of batches of 64; nothing is trained for the first two. Source of the
/// protocol: Knyazev et al., NeurIPS 2021, §4 (SGD with rate .025, momentum .9, batches of 64; there for whole
/// epochs).</remarks>
public sealed class SplitEvaluation
{
    private const int BatchSize = 64;
    private const float Rate = 0.025f, Momentum = 0.9f, ClipNorm = 5;

    private readonly TrainedHypernetwork _hypernetwork;
    private readonly Dataset _train, _test;
    private readonly HypernetworkEvaluation _judge;
    private readonly Standardize _standardize;

    /// <summary>An evaluation on a data set.</summary>
    /// <param name="hypernetwork">Who predicts.</param>
    /// <param name="train">What SGD trains on, and what inputs are standardized by.</param>
    /// <param name="test">What accuracy is measured on.</param>
    public SplitEvaluation(TrainedHypernetwork hypernetwork, Dataset train, Dataset test)
    {
        (_hypernetwork, _train, _test) = (hypernetwork, train, test);
        _judge = new HypernetworkEvaluation(test);
        _standardize = new Standardize([.. train.Mean], [.. train.Scale]);
    }

    /// <summary>Steps of SGD after which a network with He weights is judged too; none by default.</summary>
    public ImmutableArray<int> SgdSteps { get; init; } = [];

    /// <summary>The seed of everything drawn.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The networks of a split of DeepNets.</summary>
    /// <param name="settings">Which; its images and classes must be the data's.</param>
    /// <param name="count">How many: the first of the split.</param>
    public IReadOnlyList<ArchitectureGraph> NetworksOf(DeepNetsSettings settings, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => DeepNetsNetwork.Build(
            DeepNetsSampler.At(settings, Seed, i), _test.SampleShape, _test.Classes, _standardize)),
    ];

    /// <summary>Networks that people drew: ResNet-50 and a vision transformer.</summary>
    public IReadOnlyList<ArchitectureGraph> Predefined() =>
    [
        .. new[] { "resnet50", "vit" }.Select(name =>
            NamedNetworks.Create(name, _test.SampleShape, _test.Classes).Behind(_standardize)),
    ];

    /// <summary>Judges networks, one a thread.</summary>
    /// <param name="split">What they are called together.</param>
    /// <param name="graphs">The networks.</param>
    /// <param name="workers">Threads; results do not depend on them.</param>
    /// <param name="progress">Told after each network, from several threads.</param>
    /// <param name="cancellation">Looked at before each network.</param>
    public SplitScores Run(string split, IReadOnlyList<ArchitectureGraph> graphs, WorkerPool workers,
        IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var rows = new (NetworkScore Predicted, NetworkScore Random, ImmutableArray<double> Sgd)[graphs.Count];
        int done = 0;
        workers.For(graphs.Count, i =>
        {
            cancellation.ThrowIfCancellationRequested();
            rows[i] = Judge(graphs[i], new Rng(Seed).Split("networks").Split((ulong)i), cancellation);
            progress?.Report(Interlocked.Increment(ref done));
        });
        return new SplitScores(split, new HypernetworkReport([.. rows.Select(row => row.Predicted)]),
            new HypernetworkReport([.. rows.Select(row => row.Random)]),
            [.. SgdSteps.Select((_, k) => AccuracySummary.Of(rows.Select(row => row.Sgd[k])))]);
    }

    private (NetworkScore, NetworkScore, ImmutableArray<double>) Judge(
        ArchitectureGraph graph, Rng rng, CancellationToken cancellation)
    {
        NetworkScore predicted = _judge.Score(graph, _hypernetwork.Model.Provide(graph, rng.Split("missing")));
        Network random = Network.From(graph, new InitializedWeights(), rng.Split("he"));
        NetworkScore he = _judge.Score(graph, [.. random.Weights.Values]);
        return (predicted, he, Train(random, rng.Split("sgd"), cancellation));
    }

    private ImmutableArray<double> Train(Network network, Rng rng, CancellationToken cancellation)
    {
        if (SgdSteps.IsEmpty)
            return [];
        var scores = ImmutableArray.CreateBuilder<double>(SgdSteps.Length);
        using var tape = new Tape();
        var sgd = new Sgd(network.Parameters, Rate, Momentum, nesterov: false, weightDecay: 0);
        var batches = new Batches(_train, BatchSize);
        for (int pass = 0, step = 0; scores.Count < SgdSteps.Length; pass++)
        {
            foreach (Batch batch in batches.Shuffled(rng.Split((ulong)pass)).Where(b => b.Count == batches.BatchSize))
            {
                cancellation.ThrowIfCancellationRequested();
                Step(network, tape, sgd, batch, rng);
                if (++step == SgdSteps[scores.Count])
                    scores.Add(_judge.Score(network.Graph, [.. network.Weights.Values]).Accuracy);
                if (scores.Count == SgdSteps.Length)
                    break;
            }
        }
        return scores.MoveToImmutable();
    }

    private static void Step(Network network, Tape tape, Sgd sgd, Batch batch, Rng rng)
    {
        var context = new ApplyContext(Training: true, rng);
        Tensor loss = network.Forward(tape.Input(batch.Inputs), context).CrossEntropy(batch.Labels);
        sgd.ClearGradients();
        tape.Backward(loss);
        GradientClipping.ByNorm(network.Parameters, ClipNorm);
        sgd.Step();
        tape.Reset();
    }
}
