namespace Precocial.Tensors;

/// <summary>Square windows over images: <paramref name="Planes"/> (batch × channels) planes of Height × Width.</summary>
internal readonly record struct PoolingSizes(int Planes, int Height, int Width, int Size, int Stride, int Padding)
{
    public int OutHeight => (Height + 2 * Padding - Size) / Stride + 1;

    public int OutWidth => (Width + 2 * Padding - Size) / Stride + 1;

    public static PoolingSizes Infer(string operation, in Shape x, int size, int stride, int padding)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(stride);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        // Every window must hold an element of x, or a maximum would be over nothing.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(padding, size / 2);
        if (x.Rank != 4)
        {
            throw new ShapeException($"{operation}: x must be [batch, channels, height, width], but it is {x}. "
                + "Reshape it first.");
        }
        if (x[2] + 2 * padding < size || x[3] + 2 * padding < size)
        {
            throw new ShapeException($"{operation}: the window {size}×{size} is larger than x {x} with padding {padding}. "
                + "Pad more, or leave this layer out at this resolution.");
        }
        return new PoolingSizes(x[0] * x[1], x[2], x[3], size, stride == 0 ? size : stride, padding);
    }

    public Shape OutputShape(in Shape x) => [x[0], x[1], OutHeight, OutWidth];
}
