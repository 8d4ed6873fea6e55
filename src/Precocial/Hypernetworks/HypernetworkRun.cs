using Precocial.Architectures;
using Precocial.Formats;
using Precocial.Hypernetworks;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Trains a hypernetwork on a data set, judges it on the way, and keeps what is needed to go on.</summary>
/// <remarks>
/// 1. Networks come from the DeepNets generator at the data's image size, behind a standardisation, so that predicted
/// networks take raw data. 2. <see cref="HypernetworkTraining"/> takes steps. 3. Twenty times it is judged on networks
/// and images that it is not trained on; the state is saved there and every minute, so that a killed run loses at most
/// that. With a number of steps the same settings give the same bytes, whatever interrupts; with a budget in time they
/// do not.
/// </remarks>
public sealed class HypernetworkRun : IDisposable
{
    // Ten batches: the networks' differences are larger than what more images would settle.
    private const int EvaluationImages = 640;

    private static readonly TimeSpan s_saveEvery = TimeSpan.FromSeconds(60);

    private readonly HypernetworkRunSettings _settings;
    private readonly HypernetworkTraining _training;
    private readonly HypernetworkEvaluation _evaluation;
    private readonly ArchitectureGraph[] _unseen;
    private readonly HypernetworkState _state;
    private readonly TimeProvider _time;
    private TimeSpan _before;
    private long _started;

    /// <summary>A run, at its start or where its state file ends.</summary>
    /// <param name="data">The training part.</param>
    /// <param name="validation">Images that it is judged on while it trains.</param>
    /// <param name="settings">Everything else.</param>
    /// <param name="statePath">Where the state is kept.</param>
    /// <param name="workers">Threads: one network a thread.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="FileFormatException">The state is of another run or damaged.</exception>
    public HypernetworkRun(Dataset data, Dataset validation, HypernetworkRunSettings settings, string statePath,
        WorkerPool workers, TimeProvider time)
    {
        (_settings, _time) = (settings, time);
        Data = Scaled(data);
        var standardize = new Standardize([.. Data.Mean], [.. Data.Scale]);
        DeepNetsSettings nets = DeepNetsSettings.Of(settings.Generator) with
        {
            Input = Data.SampleShape,
            Classes = Data.Classes,
        };
        HypernetworkConfiguration configuration = settings.Configuration with { Classes = Data.Classes };
        GraphHypernetwork model = settings.Start is { } start
            ? Copied(start, configuration)
            : GraphHypernetwork.Create(configuration, new Rng(settings.Seed).Split("hypernetwork"));
        _training = new HypernetworkTraining(model, Data, Draw, settings.Training, settings.Seed, workers);
        _evaluation = new HypernetworkEvaluation(Scaled(First(validation)), workers) { Diagnoses = true };
        string unseen = settings.Generator == "train" ? "val" : "mini-val";
        _unseen = [.. Enumerable.Range(0, settings.EvaluationNetworks)
            .Select(i => Built(DeepNetsSampler.At(nets with { Split = unseen }, settings.Seed, i)))];
        _state = new HypernetworkState(statePath, settings, Data.Name);
        _before = _state.Load(_training);

        ArchitectureGraph Draw(Rng rng) => Built(DeepNetsSampler.Sample(nets, rng));
        ArchitectureGraph Built(DeepNetsGenotype genotype) =>
            DeepNetsNetwork.Build(genotype, Data.SampleShape, Data.Classes, standardize);
    }

    /// <summary>The images that it is trained on.</summary>
    public Dataset Data { get; }

    /// <summary>The curve so far.</summary>
    public IReadOnlyList<HypernetworkRunRow> Curve => _state.Curve;

    /// <summary>Time trained, in all sittings.</summary>
    public TimeSpan Elapsed => _before + (_started == 0 ? default : _time.GetElapsedTime(_started));

    /// <summary>How far it is, 0 to 1.</summary>
    public double Progress => _settings.Time is { } time
        ? Math.Min(1, Elapsed / time)
        : Math.Min(1, (double)_training.Step / _settings.Training.Steps);

    /// <summary>Steps taken in all sittings.</summary>
    public long Steps => _training.Step;

    /// <summary>Trains to the end, or until it is stopped; then the state is saved.</summary>
    /// <param name="progress">Told after each judgement.</param>
    /// <param name="each">Told after each step.</param>
    /// <param name="cancellation">Stops it between two steps.</param>
    /// <returns>The hypernetwork, as trained.</returns>
    /// <exception cref="HypernetworkTrainingException">Too many steps failed; the state is that of the last good
    /// one.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; the state is saved.</exception>
    public GraphHypernetwork Run(IProgress<HypernetworkRunRow>? progress = null, IProgress<HypernetworkStep>? each = null,
        CancellationToken cancellation = default)
    {
        _started = _time.GetTimestamp();
        TimeSpan saved = Elapsed;
        try
        {
            while (Progress < 1)
            {
                cancellation.ThrowIfCancellationRequested();
                HypernetworkStep step = _training.Run(_settings.Time is null ? null : Progress);
                _state.Count(step);
                each?.Report(step);
                if (Progress >= (double)(Curve.Count + 1) / _settings.Evaluations)
                    Judge(progress);
                if (Elapsed - saved < s_saveEvery)
                    continue;
                saved = Elapsed;
                _state.Save(_training, Elapsed);
            }
        }
        finally
        {
            _state.Save(_training, Elapsed);
        }
        return _training.Hypernetwork.With(_training.Distribution, $"predicted by a hypernetwork for {Data.Name}");
    }

    /// <inheritdoc/>
    public void Dispose() => _training.Dispose();

    private void Judge(IProgress<HypernetworkRunRow>? progress)
    {
        HypernetworkScores scores =
            HypernetworkScores.Of(_evaluation.Run(_training.Hypernetwork, _unseen, new Rng(_settings.Seed)));
        progress?.Report(_state.Add(_training.Step, Elapsed, scores));
    }

    private static Dataset First(Dataset images) => images.Count <= EvaluationImages
        ? images
        : images.Subset([.. Enumerable.Range(0, EvaluationImages)]);

    private Dataset Scaled(Dataset images) =>
        _settings.ImageSize is { } size ? images.ScaledTo(size, size) : images;

    private static GraphHypernetwork Copied(TrainedHypernetwork start, HypernetworkConfiguration configuration)
    {
        if (start.Model.Configuration with { Distribution = null } != configuration with { Distribution = null })
        {
            throw new FileFormatException($"{start.Name} is a hypernetwork of another configuration: leave its options "
                + "out to go on with it.");
        }
        return new GraphHypernetwork(configuration, start.Model.Weights.ToDictionary(pair => pair.Key,
            pair => Tensor.From(pair.Value.Span, pair.Value.Shape, requiresGradient: true)));
    }
}
