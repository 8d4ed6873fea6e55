using BenchmarkDotNet.Attributes;
using Precocial.Tasks;

namespace Precocial.Benchmarks;

/// <summary>Steps of the bipedal walker, one thread: physics alone, and with the ten lidar rays.</summary>
/// <remarks>The walker stumbles along with slow swings of all motors; an episode that ends begins anew, so
/// the price of beginning is in the figure.</remarks>
public class PhysicsBenchmarks
{
    private const int Steps = 500;

    private readonly double[] _action = new double[4];
    private readonly double[] _observation = new double[24];
    private BipedalWalker _environment = null!;

    [Params(false, true)]
    public bool Hardcore { get; set; }

    [GlobalSetup]
    public void Setup() => _environment = new BipedalWalker(new BipedalWalkerOptions { Hardcore = Hardcore });

    [Benchmark(OperationsPerInvoke = Steps)]
    public double Step() => Run(withLidar: false);

    [Benchmark(OperationsPerInvoke = Steps)]
    public double StepAndObserve() => Run(withLidar: true);

    private double Run(bool withLidar)
    {
        double sum = 0;
        int seed = 0;
        IEpisode episode = _environment.Begin(seed);
        for (int step = 0; step < Steps; step++)
        {
            for (int i = 0; i < _action.Length; i++)
                _action[i] = Math.Sin((0.1 * step) + (1.5 * i));
            if (withLidar)
                episode.Observe(_observation);
            StepResult result = episode.Step(_action);
            sum += result.Reward;
            if (result.Done)
                episode = _environment.Begin(++seed);
        }

        return sum;
    }
}
