using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Measures how long a network takes for one sample on this machine: batch 1, one thread,
/// median.</summary>
/// <remarks>The median is robust to the scheduler's interruptions. Not reproducible, unlike
/// <see cref="CostReport"/>.</remarks>
/// <param name="time">The clock.</param>
public sealed class LatencyProbe(TimeProvider time)
{
    /// <summary>Runs that are timed.</summary>
    public int Runs { get; init; } = 31;

    /// <summary>Runs before those, which warm the caches and the memory pool.</summary>
    public int WarmUpRuns { get; init; } = 3;

    /// <summary>The median time of a forward pass of one sample of zeros.</summary>
    public TimeSpan Measure(Network network)
    {
        using var tape = new Tape(recording: false);
        Tensor sample = Tensor.Zeros(Shape.Create([1, .. network.Graph.InputShape.ToArray()]));
        for (int i = 0; i < WarmUpRuns; i++)
            Run(network, tape, sample);
        var elapsed = new TimeSpan[Math.Max(1, Runs)];
        foreach (ref TimeSpan run in elapsed.AsSpan())
            run = Run(network, tape, sample);
        Array.Sort(elapsed);
        return elapsed[elapsed.Length / 2];
    }

    private TimeSpan Run(Network network, Tape tape, Tensor sample)
    {
        long start = time.GetTimestamp();
        network.Forward(tape.Input(sample));
        TimeSpan elapsed = time.GetElapsedTime(start);
        tape.Reset();
        return elapsed;
    }
}
