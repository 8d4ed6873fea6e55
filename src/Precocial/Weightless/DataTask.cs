using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>A data set as the task of a weight agnostic network: the values of a sample in, a logit for each
/// class out.</summary>
/// <remarks>Images become vectors. Networks are grown and chosen by the training part alone.</remarks>
public sealed class DataTask : WeightlessTask
{
    private const int BatchSize = 1000;
    private readonly Standardize? _scaling;

    private DataTask(string name, Dataset train, Dataset test, bool official, Standardize? scaling)
        : base(name, train.SampleShape.Count, train.Classes) =>
        (Train, Test, TestIsOfficial, _scaling) = (train, test, official, scaling);

    /// <summary>What networks are grown by.</summary>
    public Dataset Train { get; }

    /// <summary>What the reported accuracy is measured on.</summary>
    public Dataset Test { get; }

    /// <summary>Whether the test part is the published one.</summary>
    public bool TestIsOfficial { get; }

    /// <inheritdoc/>
    public override ImmutableArray<NeuronFunction> Functions => WeightlessSpace.ClassifierFunctions;

    /// <inheritdoc/>
    public override Standardize? Scaling => _scaling;

    /// <inheritdoc/>
    public override string Identity => $"{Name} {DesignPlanning.HashOf(Train, Test)[..16]}";

    /// <inheritdoc/>
    public override string Measure => "log-likelihood";

    /// <summary>Runs classifiers on the training part, or on the test part.</summary>
    public ClassifierJudge JudgeOn(Dataset part, WorkerPool workers) => new(part, _scaling, workers);

    /// <summary>The task of a data set: its published test part, or a fifth of it, is kept for the
    /// test.</summary>
    /// <param name="name">How tables and files call it; <c>digits</c> and <c>mnist256</c> are scaled as the
    /// authors scale them, others to mean 0 and deviation 1 over the training part.</param>
    /// <param name="data">The whole set.</param>
    /// <param name="seed">Of the split: another seed, another test part.</param>
    /// <exception cref="DataException">Too few samples to split.</exception>
    public static DataTask Of(string name, Dataset data, ulong seed)
    {
        DataSplit split = DataSplit.Stratified(Flattened(data), new Rng(seed));
        Dataset train = split.JoinTrainAndValidation();
        Standardize? scaling = name switch
        {
            "mnist256" => null,
            "digits" => Constant(train.SampleShape.Count, 1f / 16),
            _ => new Standardize([.. train.Mean], [.. train.Scale]),
        };
        return new DataTask(name, train, split.Test, split.TestIsOfficial, scaling);
    }

    /// <inheritdoc/>
    public override IGenerationEvaluator<WeightSweep> Judge(
        ImmutableArray<SingleWeight> weights, WannSettings settings) => new LikelihoodEvaluator(Train, weights)
        {
            BatchSize = Math.Min(Train.Count, settings.Repetitions * BatchSize),
        };

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSweep> Measured(
        IReadOnlyList<NeuronWiring> wirings, ImmutableArray<double> weights, EpisodeStarts starts,
        WorkerPool workers, CancellationToken cancellationToken) =>
        new LikelihoodEvaluator(Train, SingleWeight.Sweep(weights.AsSpan())) { BatchSize = Train.Count }
            .EvaluateGeneration([.. wirings.Select(Graph)], new Rng(0), workers, cancellationToken);

    private static Standardize Constant(int inputs, float scale) =>
        new([.. Enumerable.Repeat(0f, inputs)], [.. Enumerable.Repeat(scale, inputs)]);

    private static Dataset Flattened(Dataset data) => data.SampleShape.Rank == 1
        ? data
        : new Dataset(data.Name, Tensor.From(data.Inputs.Span, [data.Count, data.SampleShape.Count]),
            data.Labels, data.ClassNames, data.OfficialTest);
}
