using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>A kernel whose work is cut into items that write to different places.</summary>
internal interface IItemKernel
{
    /// <summary>Does one item with lanes of the given width.</summary>
    void Run<TLanes>(int item) where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Runs a kernel's items with the widest lanes of this machine, spread over a pool's
/// threads.</summary>
/// <remarks>The items must not depend on the number of threads; then neither do the results. A single item,
/// and all
/// items where there is one thread, run on the caller. Nothing is allocated.</remarks>
internal static unsafe class Items
{
    /// <summary>Elements in one item of streaming work: 128 KB, some microseconds, far above the cost of a
    /// hand-over.</summary>
    public const int Block = 32 * 1024;

    /// <summary>How many items <paramref name="count"/> elements make.</summary>
    public static int Of(long count) => (int)((count + Block - 1) / Block);

    /// <summary>How many of <paramref name="rows"/> rows make one item of about <see cref="Block"/>
    /// elements.</summary>
    public static int RowsPerItem(int rows, long rowElements) =>
        (int)Math.Clamp(Block / Math.Max(rowElements, 1), 1, Math.Max(rows, 1));

    /// <summary>Runs items 0..<paramref name="items"/>−1.</summary>
    public static void Run<TKernel>(in TKernel kernel, int items, WorkerPool? workers) where TKernel : struct, IItemKernel
    {
        // Asked in this order and of the instruction sets themselves: Vector512.IsHardwareAccelerated may be
        // false on
        // machines that throttle.
        if (Lanes16.IsSupported)
            Run<TKernel, Lanes16>(kernel, items, workers);
        else if (Lanes8.IsSupported)
            Run<TKernel, Lanes8>(kernel, items, workers);
        else if (Lanes4.IsSupported)
            Run<TKernel, Lanes4>(kernel, items, workers);
        else
            Run<TKernel, Lane1>(kernel, items, workers);
    }

    private static void Run<TKernel, TLanes>(in TKernel kernel, int items, WorkerPool? workers)
        where TKernel : struct, IItemKernel
        where TLanes : struct, ILanes<TLanes>
    {
        if (items > 1 && workers is { Threads: > 1 })
        {
            workers.For(items, &Invoke<TKernel, TLanes>, Unsafe.AsPointer(ref Unsafe.AsRef(in kernel)));
            return;
        }
        for (int item = 0; item < items; item++)
            kernel.Run<TLanes>(item);
    }

    // The kernel is on the stack of a caller that waits, so that its address holds.
    private static void Invoke<TKernel, TLanes>(void* kernel, int item)
        where TKernel : struct, IItemKernel
        where TLanes : struct, ILanes<TLanes> =>
        Unsafe.AsRef<TKernel>(kernel).Run<TLanes>(item);
}
