namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>Copies side by side along each axis.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="repeats">How many copies along each axis of x; 1 for none more.</param>
    /// <returns>Shape of x, each axis times its repeats.</returns>
    /// <exception cref="ShapeException">There is not one number of repeats for each axis.</exception>
    public static unsafe Tensor Tile(this Tensor x, params ReadOnlySpan<int> repeats)
    {
        var tape = Tape.Of(x);
        if (repeats.Length != x.Shape.Rank)
        {
            throw new ShapeException("Tile: there must be one number of repeats for each axis, but x is "
                + $"{x.Shape} and the repeats are [{string.Join(", ", repeats.ToArray())}]. Write 1 for an "
                + "axis that stays.");
        }
        Span<int> sizes = stackalloc int[repeats.Length];
        for (int i = 0; i < repeats.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(repeats[i], nameof(repeats));
            sizes[i] = x.Shape[i] * repeats[i];
        }
        var y = tape.Allocate(Shape.Create(sizes), x.RequiresGradient);
        int[] counts = repeats.ToArray();
        TileOperation.Strides(x.Shape, counts, backward: false).Copy(x.Pointer, y.Pointer, accumulate: false);
        return tape.Record(new TileOperation(x, counts), y);
    }
}

internal sealed unsafe class TileOperation(Tensor x, int[] repeats) : Operation
{
    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(x);
        if (!dx.Accumulate)
            new Span<float>(dx.Pointer, x.Count).Clear();
        Strides(x.Shape, repeats, backward: true).Copy(OutputGradient, dx.Pointer, accumulate: true);
    }

    /// <summary>Walks the output as (repeat, position) along each axis: x stays where it is from repeat to
    /// repeat.</summary>
    public static Strides Strides(in Shape x, int[] repeats, bool backward)
    {
        var strides = new Strides();
        for (int axis = 0; axis < repeats.Length; axis++)
        {
            long inX = x.CountFrom(axis + 1), inY = inX;
            for (int i = axis + 1; i < repeats.Length; i++)
                inY *= repeats[i];
            strides.Add(repeats[axis], backward ? inY * x[axis] : 0, backward ? 0 : inY * x[axis]);
            strides.Add(x[axis], backward ? inY : inX, backward ? inX : inY);
        }
        return strides;
    }
}
