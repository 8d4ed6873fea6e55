namespace Precocial.Tensors;

/// <summary>Cuts element-by-element kernels into chunks that the threads of a pool share.</summary>
/// <remarks>Chunks are 16,384 elements whatever the number of threads: 64 KB an array, a few microseconds for the
/// cheapest kernel. A whole number of vectors, so that every chunk but the last has no tail.</remarks>
internal static unsafe class ElementRange
{
    private const int Chunk = 1 << 14;

    /// <summary>kernel(x, y, count).</summary>
    public static void Map(delegate*<float*, float*, long, void> kernel, float* x, float* y, long count, WorkerPool workers)
    {
        if (count <= Chunk || workers.Threads == 1)
        {
            kernel(x, y, count);
            return;
        }
        var job = new Job { Kernel = kernel, X = x, Y = y, Count = count };
        workers.For(Chunks(count), &Run, &job);

        static void Run(void* context, int item)
        {
            var job = (Job*)context;
            long start = (long)item * Chunk, length = Math.Min(Chunk, job->Count - start);
            ((delegate*<float*, float*, long, void>)job->Kernel)(job->X + start, job->Y + start, length);
        }
    }

    /// <summary>kernel(a, b, y, count).</summary>
    public static void Zip(
        delegate*<float*, float*, float*, long, void> kernel, float* a, float* b, float* y, long count, WorkerPool workers)
    {
        if (count <= Chunk || workers.Threads == 1)
        {
            kernel(a, b, y, count);
            return;
        }
        var job = new Job { Kernel = kernel, X = a, Saved = b, Y = y, Count = count };
        workers.For(Chunks(count), &Run, &job);

        static void Run(void* context, int item)
        {
            var job = (Job*)context;
            long start = (long)item * Chunk, length = Math.Min(Chunk, job->Count - start);
            ((delegate*<float*, float*, float*, long, void>)job->Kernel)(
                job->X + start, job->Saved + start, job->Y + start, length);
        }
    }

    /// <summary>kernel(dy, saved, dx, count, accumulate).</summary>
    public static void MapBackward(delegate*<float*, float*, float*, long, bool, void> kernel, float* dy, float* saved,
        GradientTarget dx, long count, WorkerPool workers)
    {
        if (count <= Chunk || workers.Threads == 1)
        {
            kernel(dy, saved, dx.Pointer, count, dx.Accumulate);
            return;
        }
        var job = new Job { Kernel = kernel, X = dy, Saved = saved, Y = dx.Pointer, Count = count, Accumulate = dx.Accumulate };
        workers.For(Chunks(count), &Run, &job);

        static void Run(void* context, int item)
        {
            var job = (Job*)context;
            long start = (long)item * Chunk, length = Math.Min(Chunk, job->Count - start);
            ((delegate*<float*, float*, float*, long, bool, void>)job->Kernel)(
                job->X + start, job->Saved + start, job->Y + start, length, job->Accumulate);
        }
    }

    private static int Chunks(long count) => (int)((count + Chunk - 1) / Chunk);

    private struct Job
    {
        public void* Kernel;
        public float* X, Saved, Y;
        public long Count;
        public bool Accumulate;
    }
}
