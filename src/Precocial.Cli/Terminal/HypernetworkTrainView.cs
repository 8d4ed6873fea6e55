using System.Diagnostics;
using System.Globalization;
using Precocial.Hypernetworks;

namespace Precocial.Cli;

/// <summary>Shows on standard error how far the training of a hypernetwork is: a line for each judgement, and one now and
/// then between them.</summary>
internal sealed class HypernetworkTrainView(HypernetworkRun run, HypernetworkRunSettings settings)
    : IProgress<HypernetworkRunRow>, IProgress<HypernetworkStep>, IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly double _startedAt = run.Progress;
    private readonly bool _live = !Console.IsErrorRedirected;
    private TimeSpan _next;
    private double _loss = double.NaN;

    public void Report(HypernetworkStep value)
    {
        _loss = double.IsNaN(_loss) ? value.Loss : _loss + (value.Loss - _loss) / 50;
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        if (elapsed < _next || !_live)
            return;
        _next = elapsed + s_interval;
        Console.Error.Write(string.Create(CultureInfo.InvariantCulture,
            $"\rstep {value.Step}: loss {_loss:0.000}, rate {value.LearningRate:0.00000}, {100 * run.Progress:0} %{Left(elapsed)}   "));
    }

    public void Report(HypernetworkRunRow value) => Console.Error.WriteLine((_live ? "\r" : "")
        + string.Create(CultureInfo.InvariantCulture,
        $"step {value.Step}, {value.Minutes:0.0} min: loss {value.Loss:0.000}; {settings.EvaluationNetworks} unseen networks ")
        + string.Create(CultureInfo.InvariantCulture,
        $"{100 * value.Scores.Mean:0.0} ± {100 * value.Scores.StandardError:0.0} % (best {100 * value.Scores.Best:0.0}); ")
        + string.Create(CultureInfo.InvariantCulture,
        $"pixels shuffled {100 * value.Scores.ShuffledAccuracy:0.0} %, rank of logits {value.Scores.LogitRank:0.0}, ")
        + string.Create(CultureInfo.InvariantCulture,
        $"constant stems {100 * value.Scores.StemConstantShare:0} %{Left(Stopwatch.GetElapsedTime(_start))}"));

    public void Dispose()
    {
        if (_live)
            Console.Error.WriteLine();
    }

    private string Left(TimeSpan elapsed)
    {
        double done = run.Progress - _startedAt;
        if (done <= 0 || run.Progress >= 1)
            return "";
        TimeSpan left = elapsed * ((1 - run.Progress) / done);
        return left.TotalMinutes >= 1.5
            ? string.Create(CultureInfo.InvariantCulture, $", {left.TotalMinutes:0} min left")
            : string.Create(CultureInfo.InvariantCulture, $", {left.TotalSeconds:0} s left");
    }
}
