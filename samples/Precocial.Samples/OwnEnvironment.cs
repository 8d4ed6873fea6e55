using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Samples;

/// <summary>A task of one's own: a drone that holds a height against gravity. Two small types, then everything that
/// grows, judges and tunes networks works on it.</summary>
internal sealed class HoldHeight : IEnvironment
{
    private const double SecondsPerStep = 0.05, Gravity = 9.81;
    private const int Steps = 100;

    public EnvironmentSpec Spec { get; } = new(
        "hold_height", Observations: 2, Actions: 1, StepLimit: Steps, WorstReturn: 0);

    public IEpisode Begin(int seed) => new Flight(height: 4 * new Rng((ulong)seed).NextDouble() - 2);

    private sealed class Flight(double height) : IEpisode
    {
        private double _speed;
        private int _steps;

        public void Observe(Span<double> observation) => (observation[0], observation[1]) = (height, _speed);

        public StepResult Step(ReadOnlySpan<double> action)
        {
            double thrust = Math.Clamp(action[0], 0, 2) * Gravity;
            _speed += (thrust - Gravity) * SecondsPerStep;
            height += _speed * SecondsPerStep;
            bool lost = Math.Abs(height) > 5;
            return new(Reward: lost ? 0 : 1 / (1 + height * height), Done: lost || ++_steps == Steps);
        }
    }

    public static void Run()
    {
        var task = new EnvironmentTask(new HoldHeight(), "hold_height");
        var settings = WannSettings.For(task.Name) with { Generations = 30, TestEpisodes = 32 };

        WannResult grown = new Wann(task, settings).Run();

        Console.WriteLine($"{grown.Best.Sweep.Mean:0} of 100 with {grown.Best.Wiring!.Connections} connections, over six weights");
    }
}
