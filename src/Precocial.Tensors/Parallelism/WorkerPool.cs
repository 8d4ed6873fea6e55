using System.Runtime.CompilerServices;

namespace Precocial.Tensors;

/// <summary>Threads that share the items of one operation. Results never depend on how many there
/// are.</summary>
/// <remarks>
/// Own threads, not the thread pool's: a dispatch costs well under a microsecond while they are awake. They
/// look for work for some microseconds after a job, then sleep. The caller takes items itself and never waits
/// for a thread that has not begun: on a busy machine a job runs as fast as on the caller alone. A job inside
/// a job, or from a second thread while the pool is busy, runs on the thread that asked for it. Not worth it
/// for less than about 5 µs of work.
/// </remarks>
public sealed unsafe class WorkerPool : IDisposable
{
    private readonly Thread[] _threads;
    private readonly WorkQueue _queue = new();
    private int _busy;

    /// <summary>A pool of <paramref name="threads"/> threads, the calling one included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one thread.</exception>
    public WorkerPool(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        _threads = new Thread[threads - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            string name = $"Precocial worker {i + 1}";
            _threads[i] = new Thread(_queue.Serve) { IsBackground = true, Name = name };
            _threads[i].Start();
        }
    }

    /// <summary>No further threads: the caller does all the work.</summary>
    public static WorkerPool None { get; } = new(threads: 1);

    /// <summary>How many threads work, the caller included.</summary>
    public int Threads => _threads.Length + 1;

    /// <summary>Runs <paramref name="body"/> once for each item 0..<paramref name="items"/>−1, in any order,
    /// on any of the threads; returns when all are done.</summary>
    /// <remarks>An exception of an item is thrown here, after the items already begun have ended; the others
    /// are left out. With several, one of them.</remarks>
    public void For(int items, Action<int> body)
    {
        // The delegate travels as the address of this local, which outlives the call.
        For(items, &Invoke, Unsafe.AsPointer(ref body));

        static void Invoke(void* context, int item) => Unsafe.AsRef<Action<int>>(context)(item);
    }

    /// <summary>As <see cref="For(int, Action{int})"/>, without an allocation: for kernels.</summary>
    /// <param name="items">How many items.</param>
    /// <param name="body">A static method; receives the context and the item.</param>
    /// <param name="context">Usually the address of a struct on the caller's stack.</param>
    internal void For(int items, delegate*<void*, int, void> body, void* context)
    {
        if (items <= 1 || _threads.Length == 0 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            for (int i = 0; i < items; i++)
                body(context, i);
            return;
        }
        try
        {
            _queue.Run(items, body, context);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <summary>Ends the threads. A later <see cref="For(int, Action{int})"/> runs on its caller
    /// alone.</summary>
    public void Dispose()
    {
        if (_threads.Length == 0 || Interlocked.Exchange(ref _busy, 1) != 0)
            return;
        _queue.Stop();
        foreach (var thread in _threads)
            thread.Join();
    }
}
