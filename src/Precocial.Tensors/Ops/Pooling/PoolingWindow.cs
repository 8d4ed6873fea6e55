using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

/// <summary>What the pooling operations ask of their input.</summary>
internal static class PoolingWindow
{
    /// <exception cref="ShapeException">x is not images, or the window does not fit.</exception>
    public static PoolingShape Infer(string operation, in Shape x, int size, int stride, int padding)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stride);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        // Every window must hold an element of x, or a maximum would be over nothing.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(padding, size / 2);
        var axis = new WindowAxis(stride == 0 ? size : stride, padding, padding);
        return Infer(operation, x, (size, size), axis, axis, ceilMode: false);
    }

    /// <exception cref="ShapeException">x is not images, or the window does not fit, or one would lie in the
    /// padding alone.</exception>
    public static PoolingShape Infer(
        string operation, in Shape x, (int Height, int Width) size, WindowAxis rows, WindowAxis columns,
        bool ceilMode)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Width, 1);
        Check(rows);
        Check(columns);
        RequireImages(operation, x);
        var s = new PoolingShape(x[0] * x[1], x[2], x[3], size.Height, size.Width, rows, columns, ceilMode);
        if (s.OutHeight < 1 || s.OutWidth < 1)
        {
            throw new ShapeException($"{operation}: the window {size.Height}×{size.Width} is larger than x "
                + $"{x} with padding {rows.Before}. Pad more, or leave this layer out at this resolution.");
        }
        if (Misses(x[2], size.Height, rows, s.OutHeight) || Misses(x[3], size.Width, columns, s.OutWidth))
        {
            throw new ShapeException($"{operation}: a window {size.Height}×{size.Width} over x {x} would lie "
                + "in the padding alone. Pad less than the window's size.");
        }
        return s;
    }

    public static void RequireImages(string operation, in Shape x)
    {
        if (x.Rank != 4)
        {
            throw new ShapeException($"{operation}: x must be [batch, channels, height, width], but it is "
                + $"{x}. Reshape it first.");
        }
    }

    private static bool Misses(int length, int size, WindowAxis axis, int positions) =>
        axis.Before >= size || (long)(positions - 1) * axis.Stride - axis.Before >= length;

    private static void Check(WindowAxis axis)
    {
        axis.Check();
        ArgumentOutOfRangeException.ThrowIfNotEqual(axis.Dilation, 1);
    }
}
