namespace Precocial.Tasks.Tests;

/// <summary>Time that passes only when told: every timer goes off at <see cref="Elapse"/>.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<Timer> _timers = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime,
        TimeSpan period)
    {
        var timer = new Timer(() => callback(state));
        lock (_timers)
            _timers.Add(timer);
        return timer;
    }

    public void Elapse()
    {
        lock (_timers)
            _timers.ForEach(timer => timer.GoOff());
    }

    private sealed class Timer(Action callback) : ITimer
    {
        private bool _disposed;

        public void GoOff()
        {
            if (!_disposed)
                callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => _disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
