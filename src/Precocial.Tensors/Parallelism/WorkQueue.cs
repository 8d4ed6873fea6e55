using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Precocial.Tensors;

/// <summary>The one job of a <see cref="WorkerPool"/>: its items, who takes which, and who waits for
/// whom.</summary>
/// <remarks>
/// The ticket is (job number, next item) in one 64-bit word; an item is taken by compare-and-swap on it. A
/// thread that was delayed between reading a job's fields and taking an item fails the swap once the job has
/// moved on, so the fields that it read were the job's own: they are written before the ticket, and a job
/// ends only when every item is done.
/// </remarks>
internal sealed unsafe class WorkQueue
{
    // How long a thread looks for work before it sleeps: longer than the serial parts between two operations
    // of a training step, shorter than a scheduler's time slice.
    private static readonly long s_awakeTicks = Stopwatch.Frequency * 20 / 1_000_000;

    private readonly SemaphoreSlim _work = new(0), _end = new(0);
    private delegate*<void*, int, void> _body;
    private void* _context;
    private int _items;
    private ExceptionDispatchInfo? _failure;
    private bool _stopped;

    // Each on its own cache line: the ticket and the count of finished items change with every item.
    private PaddedLong _ticket, _done, _sleeping, _callerSleeps;

    /// <summary>Runs a job; the caller works too. One job at a time.</summary>
    public void Run(int items, delegate*<void*, int, void> body, void* context)
    {
        _body = body;
        _context = context;
        _items = items;
        _failure = null;
        Volatile.Write(ref _done.Value, 0);
        long ticket = ((_ticket.Value >> 32) + 1) << 32;
        Interlocked.Exchange(ref _ticket.Value, ticket);
        int sleeping = (int)Volatile.Read(ref _sleeping.Value);
        if (sleeping > 0)
            _work.Release(Math.Min(sleeping, items - 1));
        Work(ticket >> 32);
        WaitForEnd(items);
        _failure?.Throw();
    }

    /// <summary>A worker thread's life.</summary>
    public void Serve()
    {
        long seen = 0;
        while (AwaitJob(ref seen))
            Work(seen);
    }

    public void Stop()
    {
        Volatile.Write(ref _stopped, true);
        _work.Release(1 << 16);
    }

    private void Work(long job)
    {
        while (true)
        {
            long ticket = Volatile.Read(ref _ticket.Value);
            int item = (int)ticket, items = _items;
            var body = _body;
            void* context = _context;
            if (ticket >> 32 != job || item >= items)
                return;
            if (Interlocked.CompareExchange(ref _ticket.Value, ticket + 1, ticket) == ticket)
                Execute(body, context, item, items);
        }
    }

    private void Execute(delegate*<void*, int, void> body, void* context, int item, int items)
    {
        if (Volatile.Read(ref _failure) is null)
        {
            try
            {
                body(context, item);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
            }
        }
        if (Interlocked.Increment(ref _done.Value) == items && Claim(ref _callerSleeps))
            _end.Release();
    }

    private void WaitForEnd(int items)
    {
        long start = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _done.Value) < items)
        {
            if (Stopwatch.GetTimestamp() - start < s_awakeTicks)
            {
                Pause();
                continue;
            }
            // Announce, then look again: either this thread sees the last item done, or its doer sees the
            // announcement.
            Interlocked.Exchange(ref _callerSleeps.Value, 1);
            if (Volatile.Read(ref _done.Value) < items || !Claim(ref _callerSleeps))
                _end.Wait();
            // A doer of the job before, delayed since its count, may have woken this thread too early: the
            // loop looks.
            start = Stopwatch.GetTimestamp();
        }
    }

    // Takes back an announcement; false if another thread did.
    private static bool Claim(ref PaddedLong announced) =>
        Interlocked.CompareExchange(ref announced.Value, 0, 1) == 1;

    /// <summary>Returns false when the pool stops.</summary>
    private bool AwaitJob(ref long seen)
    {
        long start = Stopwatch.GetTimestamp();
        while (!Volatile.Read(ref _stopped))
        {
            long job = Volatile.Read(ref _ticket.Value) >> 32;
            if (job != seen)
            {
                seen = job;
                return true;
            }
            if (Stopwatch.GetTimestamp() - start < s_awakeTicks)
            {
                Pause();
                continue;
            }
            Interlocked.Increment(ref _sleeping.Value);
            if (Volatile.Read(ref _ticket.Value) >> 32 == seen && !Volatile.Read(ref _stopped))
                _work.Wait();
            Interlocked.Decrement(ref _sleeping.Value);
            start = Stopwatch.GetTimestamp();
        }
        return false;
    }

    // A few pauses, then the processor to whoever wants it: with more threads than cores the one waited for
    // may be it.
    private static void Pause()
    {
        Thread.SpinWait(8);
        Thread.Yield();
    }
}
