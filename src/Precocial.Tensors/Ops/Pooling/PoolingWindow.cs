using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

/// <summary>What the pooling operations ask of their input.</summary>
internal static class PoolingWindow
{
    /// <exception cref="ShapeException">x is not images, or the window does not fit.</exception>
    public static PoolingShape Infer(string operation, in Shape x, int size, int stride, int padding)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(stride);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        // Every window must hold an element of x, or a maximum would be over nothing.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(padding, size / 2);
        RequireImages(operation, x);
        if (x[2] + 2 * padding < size || x[3] + 2 * padding < size)
        {
            throw new ShapeException($"{operation}: the window {size}×{size} is larger than x {x} with "
                + $"padding {padding}. Pad more, or leave this layer out at this resolution.");
        }
        return new PoolingShape(x[0] * x[1], x[2], x[3], size, stride == 0 ? size : stride, padding);
    }

    public static void RequireImages(string operation, in Shape x)
    {
        if (x.Rank != 4)
        {
            throw new ShapeException($"{operation}: x must be [batch, channels, height, width], but it is "
                + $"{x}. Reshape it first.");
        }
    }
}
