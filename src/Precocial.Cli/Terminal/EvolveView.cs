using System.Globalization;
using Precocial.Architectures;
using Spectre.Console;

namespace Precocial.Cli;

/// <summary>Shows on standard error how far a search by generations is: live in a terminal, a line now and
/// then elsewhere.</summary>
internal abstract class EvolveView : IProgress<WannProgress>, IAsyncDisposable
{
    public static EvolveView Open(Wann method)
    {
        Console.Error.WriteLine(string.Join(", ", method.Facts.Select(f => $"{f.Name.ToLowerInvariant()} {f.Value}")));
        Console.Error.WriteLine($"strip: {method.Task.Measure} for the shared weights "
            + string.Join(", ", SingleWeight.PaperSweep.Select(w => w.ToString(CultureInfo.InvariantCulture))));
        return Console.IsErrorRedirected ? new EvolveLines() : new EvolveBar();
    }

    public abstract void Report(WannProgress value);

    public virtual ValueTask DisposeAsync() => default;

    protected static string Describe(WannProgress value)
    {
        if (value.Stage != "evolution")
            return value.Stage;
        string of = value.Generations is { } all ? $"{value.Generation}/{all}" : $"{value.Generation}";
        string left = value.Remaining is { } rest && rest > TimeSpan.Zero ? $", {Duration(rest)} left" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{(value.Heat is { } heat ? $"heat {heat}, " : "")}generation {of}: best {value.Best:0.###}, median {value.Median:0.###}, {value.Connections} "
            + $"connections, {ReturnStrip.Of(value.Returns)}{left}");
    }

    private static string Duration(TimeSpan time) => time.TotalMinutes >= 1.5
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, time.TotalSeconds):0} s");
}

/// <summary>A line at most every two seconds, for logs and pipes.</summary>
internal sealed class EvolveLines : EvolveView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private TimeSpan _next;

    public override void Report(WannProgress value)
    {
        bool last = value.Generation == value.Generations;
        if (value.Elapsed < _next && value.Stage == "evolution" && !last)
            return;
        _next = value.Elapsed + Interval;
        Console.Error.WriteLine(Describe(value));
    }
}

/// <summary>One live bar, for people.</summary>
internal sealed class EvolveBar : EvolveView
{
    private readonly TaskCompletionSource _closed = new();
    private readonly TaskCompletionSource<ProgressContext> _opened = new();
    private readonly Task _drawing;
    private ProgressTask? _task;

    public EvolveBar()
    {
        IAnsiConsole console =
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        _drawing = console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn())
            .StartAsync(async context =>
            {
                _opened.SetResult(context);
                await _closed.Task;
            });
    }

    public override void Report(WannProgress value)
    {
        _task ??= _opened.Task.Result.AddTask("");
        _task.Description = Markup.Escape(Describe(value));
        if (value.Generations is { } all)
            (_task.MaxValue, _task.Value) = (all, value.Generation);
        else
            _task.IsIndeterminate = true;
    }

    public override async ValueTask DisposeAsync()
    {
        _closed.SetResult();
        await _drawing;
    }
}
