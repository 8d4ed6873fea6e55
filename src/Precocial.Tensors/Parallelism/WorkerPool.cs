namespace Precocial.Tensors;

/// <summary>Threads that share the items of one operation. Results never depend on how many there are.</summary>
public sealed class WorkerPool : IDisposable
{
    /// <summary>A pool of <paramref name="threads"/> threads, the calling one included.</summary>
    public WorkerPool(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        Threads = threads;
    }

    /// <summary>No further threads: the caller does all the work.</summary>
    public static WorkerPool None { get; } = new(threads: 1);

    /// <summary>How many threads work, the caller included.</summary>
    public int Threads { get; }

    /// <summary>Runs <paramref name="body"/> once for each item 0..<paramref name="items"/>−1, in any order, on any
    /// of the threads; returns when all are done.</summary>
    public void For(int items, Action<int> body)
    {
        for (int i = 0; i < items; i++)
            body(i);
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
