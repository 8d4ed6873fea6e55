using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

/// <summary>Judges by the candidate's own random stream, after a wait that is different every time.</summary>
internal sealed class ErraticEvaluator : IEvaluator<Score>
{
    private int _calls;

    public string Provenance => "erratic";

    public int Calls => _calls;

    /// <summary>What happens before a network is judged: may wait, throw, count.</summary>
    public Func<int, CancellationToken, Task> Before { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>The score.</summary>
    public Func<ArchitectureGraph, Rng, double> Judge { get; init; } = (_, rng) => rng.NextDouble();

    public async Task<Score> EvaluateAsync(ArchitectureGraph graph, Budget budget, Rng rng,
        CancellationToken cancellationToken)
    {
        await Before(Interlocked.Increment(ref _calls), cancellationToken);
        return new(Judge(graph, rng));
    }

    /// <summary>An evaluator that waits 0 to 3 ms, out of step with everything.</summary>
    public static ErraticEvaluator Slow(ulong seed) => new()
    {
        Before = (call, cancellation) => Task.Delay(new Rng(seed).Split((ulong)call).Next(4), cancellation),
    };
}

/// <summary>A clock that moves when it is looked at.</summary>
internal sealed class SteppingTime(TimeSpan step) : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Add(ref _now, step.Ticks);
}
