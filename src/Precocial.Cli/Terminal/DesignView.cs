using Spectre.Console;

namespace Precocial.Cli;

/// <summary>Shows on standard error where a design is: a live bar in a terminal, a line now and then
/// elsewhere.</summary>
internal abstract class DesignView : IProgress<DesignProgress>, IAsyncDisposable
{
    public static DesignView Open(DesignPlan plan)
    {
        foreach ((string name, string value) in plan.Facts)
            Console.Error.WriteLine($"{name}: {value}");
        return Console.IsErrorRedirected ? new DesignLines() : new DesignBars();
    }

    public abstract void Report(DesignProgress value);

    public virtual ValueTask DisposeAsync() => default;

    protected static string NameOf(DesignPhase phase) => phase switch
    {
        DesignPhase.Search => "search",
        DesignPhase.RandomSearch => "random search",
        DesignPhase.Promotion => "second look at the best",
        _ => "final training",
    };

    protected static string Describe(DesignProgress value)
    {
        string unit = value.Phase switch
        {
            DesignPhase.FinalTraining => "epochs",
            DesignPhase.Promotion => "networks",
            _ => "evaluations",
        };
        string of = value.Total is { } total ? $"{value.Done}/{total} {unit}" : $"{value.Done} {unit}";
        string best = value.Best is { } b ? $", best {100 * b:0.00} % on validation" : "";
        string left = value.Remaining is { } rest ? $", about {Duration(rest)} left" : "";
        string note = value.Note is { } doing ? $"{doing}, " : "";
        return FormattableString.Invariant($"{note}{of}{best}{left}");
    }

    private static string Duration(TimeSpan time) =>
        time.TotalMinutes >= 1.5 ? $"{time.TotalMinutes:0} min" : $"{Math.Max(1, time.TotalSeconds):0} s";
}

/// <summary>A line at most every two seconds, for logs and pipes.</summary>
internal sealed class DesignLines : DesignView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private TimeSpan _next;
    private DesignPhase? _phase;

    public override void Report(DesignProgress value)
    {
        bool last = value.Done == value.Total;
        if (value.Elapsed < _next && value.Phase == _phase && !last)
            return;
        (_next, _phase) = (value.Elapsed + Interval, value.Phase);
        Console.Error.WriteLine($"{NameOf(value.Phase)}: {Describe(value)}");
    }
}

/// <summary>One live bar a phase, for people.</summary>
internal sealed class DesignBars : DesignView
{
    private readonly Dictionary<DesignPhase, ProgressTask> _tasks = [];
    private readonly TaskCompletionSource _closed = new();
    private readonly TaskCompletionSource<ProgressContext> _opened = new();
    private readonly Task _drawing;

    public DesignBars()
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

    public override void Report(DesignProgress value)
    {
        if (!_tasks.TryGetValue(value.Phase, out ProgressTask? task))
        {
            foreach (ProgressTask earlier in _tasks.Values)
                earlier.Value = earlier.MaxValue;
            task = _tasks[value.Phase] = _opened.Task.Result.AddTask(NameOf(value.Phase));
        }
        task.Description = $"{NameOf(value.Phase)}: {Markup.Escape(Describe(value))}";
        if (value.Total is { } total)
            (task.MaxValue, task.Value) = (total, value.Done);
        else
            task.IsIndeterminate = true;
    }

    public override async ValueTask DisposeAsync()
    {
        _closed.SetResult();
        await _drawing;
    }
}
