using BenchmarkDotNet.Attributes;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Benchmarks;

/// <summary>The parts of one step of the racing task, on one thread: physics of a lap's first 200 steps, one
/// frame painted, one painted and reduced, one encoded.</summary>
public class RacingBenchmarks
{
    private const int Steps = 200;
    private readonly Racer _racer = new(new BlindEncoder());
    private readonly Raster _painted = new(96, 96);
    private readonly byte[] _frame = new byte[RacerEpisode.FrameBytes];
    private readonly double[] _latent = new double[16];
    private RaceTrack _track = null!;
    private RacerEpisode _episode = null!;
    private VaeEncoder _encoder = null!;

    [GlobalSetup]
    public void Setup()
    {
        _track = RaceTrack.Generate(seed: 0);
        _episode = Driven();
        _encoder = new VaeEncoder(Weights());
    }

    [Benchmark(OperationsPerInvoke = Steps)]
    public double PhysicsStep() => Driven().Progress;

    [Benchmark]
    public void Paint() => _episode.Paint(_painted);

    [Benchmark]
    public void PaintAndReduce() => _episode.Capture(_frame);

    [Benchmark]
    public double Encode()
    {
        _encoder.Encode(_frame, _latent);
        return _latent[0];
    }

    private RacerEpisode Driven()
    {
        var episode = _racer.BeginOn(_track);
        var driver = new CentreLineDriver();
        Span<double> action = stackalloc double[3];
        for (int i = 0; i < Steps; i++)
        {
            driver.Drive(episode, action);
            episode.Step(action);
        }

        return episode;
    }

    private static Dictionary<string, Tensor> Weights()
    {
        var rng = new Rng(1);
        var weights = new Dictionary<string, Tensor>();
        int inputs = 3;
        for (int i = 0; i < VaeEncoder.Channels.Length; i++)
        {
            int outputs = VaeEncoder.Channels[i];
            weights[VaeEncoder.KernelName(i)] = RandomTensors.Normal([outputs, inputs, 4, 4], rng);
            weights[VaeEncoder.BiasName(i)] = RandomTensors.Normal([outputs], rng);
            inputs = outputs;
        }

        weights[VaeEncoder.MeanWeightName] = RandomTensors.Normal([16, VaeEncoder.Features], rng);
        weights[VaeEncoder.MeanBiasName] = RandomTensors.Normal([16], rng);
        return weights;
    }
}
