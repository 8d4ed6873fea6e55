namespace Precocial.Tensors;

/// <summary>How a window moves along one axis of an image: a convolution's kernel, or a pool's
/// window.</summary>
/// <param name="Stride">Step between positions; at least 1.</param>
/// <param name="Before">Elements of padding before the first; not negative.</param>
/// <param name="After">Elements of padding after the last; not negative.</param>
/// <param name="Dilation">Distance between the window's elements; at least 1.</param>
public readonly record struct WindowAxis(int Stride, int Before = 0, int After = 0, int Dilation = 1)
{
    /// <summary>How many positions a window has.</summary>
    /// <param name="length">Elements along the axis, without padding.</param>
    /// <param name="size">Elements of the window.</param>
    /// <returns>⌊(length + Before + After − Dilation·(size − 1) − 1)/Stride⌋ + 1; not positive where the
    /// window does not fit.</returns>
    public int Positions(int length, int size)
    {
        long room = (long)length + Before + After - (long)Dilation * (size - 1) - 1;
        return room < 0 ? 0 : (int)(room / Stride) + 1;
    }

    /// <summary>How many positions a pool's window has that may hang over the padding at the end.</summary>
    /// <param name="length">Elements along the axis, without padding.</param>
    /// <param name="size">Elements of the window.</param>
    /// <param name="ceilMode">Whether a last window that does not fit counts, provided that it starts before
    /// the padding at the end.</param>
    public int Positions(int length, int size, bool ceilMode)
    {
        int positions = Positions(length, size);
        if (!ceilMode || positions == 0)
            return positions;
        long room = (long)length + Before + After - (long)Dilation * (size - 1) - 1;
        bool another = room % Stride != 0 && (long)positions * Stride < (long)length + Before;
        return another ? positions + 1 : positions;
    }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Stride, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Before);
        ArgumentOutOfRangeException.ThrowIfNegative(After);
        ArgumentOutOfRangeException.ThrowIfLessThan(Dilation, 1);
    }
}
