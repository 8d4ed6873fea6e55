using System.Diagnostics;
using Precocial.Tensors;

namespace Precocial.Duel;

/// <summary>How much faster further threads make the training step, by the wall clock.</summary>
internal static class SpeedUp
{
    private const int Rounds = 15;

    /// <summary>Medians over rounds in which one thread and several take turns.</summary>
    public static void Report(int threads, TextWriter output)
    {
        using var pool = new WorkerPool(threads);
        var one = new TrainingStep(batch: 64, WorkerPool.None);
        var several = new TrainingStep(batch: 64, pool);
        var ratios = new double[Rounds];
        double[] single = new double[Rounds], shared = new double[Rounds];
        one.Run();
        several.Run();
        for (int round = 0; round < Rounds; round++)
        {
            single[round] = Milliseconds(one);
            shared[round] = Milliseconds(several);
            ratios[round] = single[round] / shared[round];
        }
        output.WriteLine($"training step, batch 64: 1 thread {Median(single):F1} ms, {threads} threads "
            + $"{Median(shared):F1} ms, {Median(ratios):F2} times as fast");
    }

    private static double Milliseconds(TrainingStep step)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < 3; i++)
            step.Run();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / 3;
    }

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
