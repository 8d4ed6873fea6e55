namespace Precocial.Tensors.Kernels;

/// <summary>Sums, means and maxima over one axis of [outer, axis, inner], over everything, and their
/// gradients.</summary>
/// <remarks>A set of axes that are neighbours is one axis. Float lanes add within an item, doubles or a fixed
/// order
/// between items: the bytes do not depend on the number of threads, but may differ between lane
/// widths.</remarks>
internal static unsafe partial class Reduction
{
    /// <summary>The sum of all elements.</summary>
    public static double Total(float* x, long n, WorkerPool? workers = null) =>
        TotalOf(new SumTerm(), x, n, workers);

    /// <summary>The sum of the squares of all elements.</summary>
    public static double SquaredNorm(float* x, long n, WorkerPool? workers = null) =>
        TotalOf(new SquareTerm(), x, n, workers);

    /// <summary>The sum of the products of the elements of two arrays.</summary>
    public static double Product(float* x, float* y, long n, WorkerPool? workers = null) =>
        ProductOf(x, y, n, workers);

    /// <summary>y[outer, inner] (+)= scale · the sum over axis. The mean has scale 1/axis.</summary>
    public static void Sum(
        float* x, float* y, int outer, int axis, int inner, float scale, bool accumulate, WorkerPool? workers = null)
    {
        if (inner == 1)
        {
            int rows = Items.RowsPerItem(outer, axis);
            Items.Run(new RowSums(x, y, outer, axis, scale, accumulate, rows), (outer + rows - 1) / rows, workers);
            return;
        }
        int columns = ColumnSums.Columns(axis, inner);
        int strips = (inner + columns - 1) / columns;
        Items.Run(new ColumnSums(x, y, axis, inner, columns, strips, scale, accumulate), outer * strips, workers);
    }

    /// <summary>y[columns] (+)= the sum over rows: the gradient of a bias over the last axis.</summary>
    public static void SumRows(
        float* x, float* y, int rows, int columns, bool accumulate, WorkerPool? workers = null) =>
        Sum(x, y, outer: 1, rows, columns, scale: 1, accumulate, workers);

    /// <summary>dx[outer, axis, inner] (+)= scale · dy[outer, inner]: the gradient of
    /// <see cref="Sum"/>.</summary>
    public static void SumBackward(
        float* dy, float* dx, int outer, int axis, int inner, float scale, bool accumulate,
        WorkerPool? workers = null) =>
        Items.Run(new Expand(dy, dx, axis, inner, scale, accumulate), outer, workers);

    /// <summary>y[outer, inner] = the largest over axis, and where it first is: a place 0..axis−1. NaN counts
    /// as
    /// largest.</summary>
    public static void Max(
        float* x, float* y, int* places, int outer, int axis, int inner, WorkerPool? workers = null) =>
        Items.Run(new Largest(x, y, places, axis, inner), outer, workers);

    /// <summary>dx[outer, axis, inner] (+)= dy at the place of the largest, 0 elsewhere.</summary>
    public static void MaxBackward(
        float* dy, int* places, float* dx, int outer, int axis, int inner, bool accumulate,
        WorkerPool? workers = null) =>
        Items.Run(new ScatterLargest(dy, places, dx, axis, inner, accumulate), outer, workers);
}
