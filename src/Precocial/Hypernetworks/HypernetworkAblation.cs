using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Hypernetworks;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>What each part of a hypernetwork is worth: trains it without, over several seeds, and judges each on the same
/// unseen networks.</summary>
/// <remarks>All train for the same time on one thread; or, where the whole has a number of steps, on as many networks.
/// Every training is kept in a folder, and is not done again. Source: the ablations of Knyazev et al., NeurIPS
/// 2021, table 3.</remarks>
/// <param name="data">Train, validation and test images.</param>
/// <param name="settings">The whole: each ablation changes one thing of it.</param>
/// <param name="folder">Where trainings are kept.</param>
public sealed class HypernetworkAblation(DataSplit data, HypernetworkRunSettings settings, string folder)
{
    private const int Networks = 100;

    /// <summary>The ablations, by name: the whole first.</summary>
    public IReadOnlyList<(string Name, HypernetworkRunSettings Settings)> Variants { get; } =
    [
        ("GHN-2", settings),
        ("GHN-1", settings with { Configuration = Like(HypernetworkConfiguration.Ghn1, settings.Configuration) }),
        ("MLP", settings with { Configuration = Like(HypernetworkConfiguration.Mlp, settings.Configuration) }),
        ("no virtual edges", settings with { Configuration = settings.Configuration with { VirtualEdges = 1 } }),
        ("no normalisation", settings with { Configuration = settings.Configuration with { NormalizesWeights = false } }),
        ("MLP decoder", settings with
        {
            Configuration = settings.Configuration with { Decoder = DecoderKind.Perceptron },
        }),
        ("meta-batch 1", settings with { Training = WithMetaBatch(settings.Training, 1) }),
        ("meta-batch 8", settings with { Training = WithMetaBatch(settings.Training, 8) }),
        ("no curriculum", settings with { Training = settings.Training with { Nodes = new AnyNodes() } }),
    ];

    /// <summary>Runs every ablation with every seed, one a thread.</summary>
    /// <param name="seeds">Seeds 1 to this number.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="progress">Told after each training, from several threads.</param>
    /// <param name="cancellation">Stops it; finished trainings are kept.</param>
    /// <exception cref="SearchException">The folder holds trainings with other settings.</exception>
    public IReadOnlyList<AblationRow> Run(
        int seeds, WorkerPool workers, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        var scores = new double[Variants.Count][];
        for (int i = 0; i < scores.Length; i++)
            scores[i] = new double[seeds];
        workers.For(Variants.Count * seeds, item =>
        {
            (int seed, int variant) = Math.DivRem(item, Variants.Count);
            scores[variant][seed] = RunOne(variant, (ulong)seed + 1, cancellation);
            progress?.Report($"{Variants[variant].Name}, seed {seed + 1}: {100 * scores[variant][seed]:0.0} %");
        });
        return [.. Variants.Select((v, i) => new AblationRow(v.Name, [.. scores[i]]))];
    }

    private double RunOne(int variant, ulong seed, CancellationToken cancellation)
    {
        (string name, HypernetworkRunSettings wanted) = Variants[variant];
        string file = Path.Combine(folder, $"{name.Replace(' ', '-').ToLowerInvariant()}-{seed}.safetensors");
        if (!File.Exists(file))
            Train(file, wanted with { Seed = seed }, cancellation);
        TrainedHypernetwork trained = HypernetworkFile.Load(file);
        if (!trained.Card.Settings.SequenceEqual(wanted.Words) || trained.Card.Data != data.Train.Name)
        {
            throw new SearchException(
                $"{file} was trained with other settings or on other data. Choose another --output, or delete it.");
        }
        var evaluation = new SplitEvaluation(trained, data.Train, data.Test);
        DeepNetsSettings nets = DeepNetsSettings.Of(wanted.Generator == "train" ? "test" : "mini-test") with
        {
            Input = data.Test.SampleShape,
            Classes = data.Test.Classes,
        };
        return evaluation.Run(name, evaluation.NetworksOf(nets, Networks), WorkerPool.None, null, cancellation)
            .Predicted.All.Mean;
    }

    private void Train(string file, HypernetworkRunSettings wanted, CancellationToken cancellation)
    {
        using var run = new HypernetworkRun(data.Train, data.Validation, wanted with { Evaluations = 1 },
            Path.ChangeExtension(file, ".state"), WorkerPool.None, TimeProvider.System);
        GraphHypernetwork model = run.Run(cancellation: cancellation);
        HypernetworkFile.Save(file, model, new HypernetworkCard
        {
            Data = run.Data.Name,
            Input = [.. run.Data.SampleShape.ToArray()],
            Generator = wanted.Generator,
            Seed = wanted.Seed,
            Steps = run.Steps,
            Minutes = Math.Round(run.Elapsed.TotalMinutes, 2),
            Threads = 1,
            Settings = wanted.Words,
        });
    }

    private static HypernetworkTrainingSettings WithMetaBatch(HypernetworkTrainingSettings whole, int networks) =>
        whole with { MetaBatch = networks, Steps = Math.Max(1, whole.Steps * whole.MetaBatch / networks) };

    private static HypernetworkConfiguration Like(HypernetworkConfiguration kind, HypernetworkConfiguration whole) =>
        kind with
        {
            Hidden = whole.Hidden,
            MaxShape = whole.MaxShape,
            Decoder = whole.Decoder,
            LeakySlope = whole.LeakySlope,
        };
}

/// <summary>What one ablation reached.</summary>
/// <param name="Name">What is different.</param>
/// <param name="Accuracies">For each seed the mean over unseen networks, 0 to 1.</param>
public sealed record AblationRow(string Name, ImmutableArray<double> Accuracies)
{
    /// <summary>Over the seeds.</summary>
    public AccuracySummary Scores => AccuracySummary.Of(Accuracies);
}
