namespace Precocial.Tensors;

/// <summary>The shape of an operation on two operands that repeat to each other's size.</summary>
internal static class Broadcasting
{
    /// <exception cref="ShapeException">Two axes differ, and neither has size 1.</exception>
    public static Shape Shape(string operation, in Shape x, in Shape y)
    {
        Span<int> axes = stackalloc int[Math.Max(x.Rank, y.Rank)];
        for (int i = 1; i <= axes.Length; i++)
        {
            int a = i <= x.Rank ? x[^i] : 1, b = i <= y.Rank ? y[^i] : 1;
            if (a != b && a != 1 && b != 1)
            {
                throw new ShapeException($"{operation}: axes, counted from the last, must be equal or 1, "
                    + $"but x is {x} and y is {y}. Reshape one so that its axes line up: [channels, 1, 1] "
                    + "for channels of images.");
            }
            axes[^i] = a == 1 ? b : a;
        }
        return Tensors.Shape.Create(axes);
    }
}
