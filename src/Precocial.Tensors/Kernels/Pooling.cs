namespace Precocial.Tensors.Kernels;

/// <summary>A window over [planes, height, width]; planes are batch times channels.</summary>
/// <remarks><paramref name="Rows"/> is how the window moves from row to row, <paramref name="Columns"/> from
/// column to column; with <paramref name="CeilMode"/> the last window may hang over the padding.</remarks>
internal readonly record struct PoolingShape(int Planes, int Height, int Width, int WindowHeight,
    int WindowWidth, WindowAxis Rows, WindowAxis Columns, bool CeilMode = false)
{
    /// <summary>A square window, the same along both axes.</summary>
    public PoolingShape(int planes, int height, int width, int size, int stride, int padding)
        : this(planes, height, width, size, size, new WindowAxis(stride, padding, padding),
            new WindowAxis(stride, padding, padding))
    { }

    // Kept: loops ask for them, and a division costs more than a short row.
    public int OutHeight { get; } = Rows.Positions(Height, WindowHeight, CeilMode);

    public int OutWidth { get; } = Columns.Positions(Width, WindowWidth, CeilMode);

    /// <summary>Elements of a window.</summary>
    public int Taps => WindowHeight * WindowWidth;
}

/// <summary>Maximum and average over windows, and their gradients.</summary>
/// <remarks>
/// An item is some planes. A plane is first copied to a scratch plane (<see cref="PhasePlane"/>) that has the
/// padding
/// around it and the columns dealt out by their number modulo the stride: then the elements that neighbouring
/// windows
/// take at the same place lie side by side, for any stride, and lanes are neighbouring outputs. Gradients go
/// the way
/// back.
/// </remarks>
internal static unsafe partial class Pooling
{
    /// <summary>y = the window's maximum; <paramref name="taps"/>, unless null, gets its first place in the
    /// window,
    /// row·width + column, as a float. NaN counts as largest; padding as −∞.</summary>
    public static void Max(in PoolingShape shape, float* x, float* y, float* taps, WorkerPool? workers = null)
    {
        if (IsPairs(shape))
            Run(new MaxOfPairs(shape, x, y, taps), shape, workers);
        else
            Run(new MaxForward(shape, x, y, taps), shape, workers);
    }

    /// <summary>dx (+)= dy at the place of each window's maximum.</summary>
    public static void MaxBackward(
        in PoolingShape shape, float* dy, float* taps, float* dx, bool accumulate, WorkerPool? workers = null)
    {
        if (IsPairs(shape))
            Run(new MaxOfPairsBackward(shape, dy, taps, dx, accumulate), shape, workers);
        else
            RunBackward(shape, dy, taps, dx, accumulate, countIncludesPadding: false, workers);
    }

    /// <summary>y = the window's sum over the number of its elements, which counts padding or does
    /// not.</summary>
    public static void Average(
        in PoolingShape shape, float* x, float* y, bool countIncludesPadding, WorkerPool? workers = null) =>
        Run(new AverageForward(shape, x, y, countIncludesPadding), shape, workers);

    /// <summary>The gradient of <see cref="Average"/>.</summary>
    public static void AverageBackward(
        in PoolingShape shape, float* dy, float* dx, bool countIncludesPadding, bool accumulate,
        WorkerPool? workers = null) =>
        RunBackward(shape, dy, null, dx, accumulate, countIncludesPadding, workers);

    /// <summary>y[planes] = the mean of each plane.</summary>
    public static void GlobalAverage(float* x, float* y, int planes, int planeSize, WorkerPool? workers = null) =>
        Reduction.Sum(x, y, planes, planeSize, inner: 1, 1f / planeSize, accumulate: false, workers);

    /// <summary>The gradient of <see cref="GlobalAverage"/>.</summary>
    public static void GlobalAverageBackward(
        float* dy, float* dx, int planes, int planeSize, bool accumulate, WorkerPool? workers = null) =>
        Reduction.SumBackward(dy, dx, planes, planeSize, inner: 1, 1f / planeSize, accumulate, workers);

    private static void RunBackward(in PoolingShape shape, float* dy, float* taps, float* dx, bool accumulate,
        bool countIncludesPadding, WorkerPool? workers)
    {
        if (shape.Rows.Stride == 1 && shape.Columns.Stride == 1)
            Run(new DenseBackward(shape, dy, taps, dx, accumulate, countIncludesPadding), shape, workers);
        else
            Run(new Backward(shape, dy, taps, dx, accumulate, countIncludesPadding), shape, workers);
    }

    private static void Run<TKernel>(in TKernel kernel, in PoolingShape shape, WorkerPool? workers)
        where TKernel : struct, IItemKernel
    {
        int perItem = PlanesPerItem(shape);
        Items.Run(kernel, (shape.Planes + perItem - 1) / perItem, workers);
    }

    private static int PlanesPerItem(in PoolingShape shape) =>
        Items.RowsPerItem(shape.Planes, (long)shape.Height * shape.Width);

    private static (int From, int To) Planes(int item, in PoolingShape shape)
    {
        int perItem = PlanesPerItem(shape);
        return (item * perItem, Math.Min(shape.Planes, (item + 1) * perItem));
    }
}
