using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>A window over an image: what <see cref="Convolution"/>, <see cref="MaxPool"/> and
/// <see cref="AveragePool"/> have in common.</summary>
internal readonly record struct ImageWindow(int Height, int Width, WindowAxis Rows, WindowAxis Columns)
{
    /// <summary>A window of a size, with padding.</summary>
    public static ImageWindow Of(
        int height, int width, int stride, int strideWidth, Pads pads, int dilation = 1) => new(
        height, width, new(stride, pads.Top, pads.Bottom, dilation),
        new(strideWidth, pads.Left, pads.Right, dilation));

    public Pads Pads => new(Rows.Before, Columns.Before, Rows.After, Columns.After);

    /// <summary>Height and width after the window has moved over an image; checks the settings.</summary>
    /// <exception cref="ShapeException">A setting is out of its range, or the window does not
    /// fit.</exception>
    public (int Height, int Width) Positions(string kind, Shape x, bool ceilMode = false)
    {
        if (Math.Min(Height, Width) < 1 || Math.Max(Height, Width) > 1023)
            throw new ShapeException($"{kind}: the window must be 1 to 1023 high and wide, but is "
                + $"{Height}x{Width}.");
        int smallest = Math.Min(
            Math.Min(Rows.Stride, Columns.Stride), Math.Min(Rows.Dilation, Columns.Dilation));
        if (smallest < 1 || !Pads.IsSound)
            throw new ShapeException($"{kind}: strides and dilation must be at least 1 and padding 0 to "
                + $"1023, but they are {Rows} and {Columns}.");
        return (Positions(kind, x[1], Height, Rows, ceilMode),
            Positions(kind, x[2], Width, Columns, ceilMode));
    }

    /// <summary>The shape of the only input, an image, after a pool's window has moved over each
    /// channel.</summary>
    public Shape Pooled(string kind, ReadOnlySpan<Shape> inputs, bool ceilMode)
    {
        Shape x = InputRule.Image(kind, inputs);
        (int height, int width) = Positions(kind, x, ceilMode);
        if (Misses(x[1], Height, Rows, height) || Misses(x[2], Width, Columns, width))
            throw new ShapeException($"{kind}: a window {Height}x{Width} over {x} would lie in the padding "
                + "alone. Pad less than the window's size.");
        return [x[0], height, width];
    }

    /// <summary>Writes what differs from a square window with padding of its own rule.</summary>
    public void Describe(SettingWriter settings, Pads? pads)
    {
        if (Width != Height)
            settings.Write("kernel_width", Width);
        if (Columns.Stride != Rows.Stride)
            settings.Write("stride_width", Columns.Stride);
        if (pads is { } p)
            settings.Write("pads", new int[] { p.Top, p.Left, p.Bottom, p.Right }.AsSpan());
    }

    private static int Positions(string kind, int length, int size, WindowAxis axis, bool ceilMode)
    {
        int positions = axis.Positions(length, size, ceilMode);
        return positions > 0 ? positions : throw new ShapeException(
            $"{kind}: a window of {axis.Dilation * (size - 1) + 1} does not fit into {axis.Before} + "
                + $"{length} + {axis.After}. Use a smaller window or pool later.");
    }

    private static bool Misses(int length, int size, WindowAxis axis, int positions) =>
        axis.Before >= size || (long)(positions - 1) * axis.Stride - axis.Before >= length;
}
