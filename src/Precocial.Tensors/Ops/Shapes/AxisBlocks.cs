namespace Precocial.Tensors;

/// <summary>A shape seen around one axis: [Outer, Size, Inner].</summary>
internal readonly record struct AxisBlocks(int Outer, int Size, int Inner)
{
    /// <exception cref="ShapeException">The shape has no such axis.</exception>
    public static AxisBlocks Of(string operation, in Shape shape, int axis)
    {
        if ((uint)axis >= (uint)shape.Rank)
        {
            throw new ShapeException($"{operation}: there is no axis {axis} in {shape}. Count axes from 0, "
                + "outermost first.");
        }
        int outer = 1;
        for (int i = 0; i < axis; i++)
            outer *= shape[i];
        return new AxisBlocks(outer, shape[axis], shape.CountFrom(axis + 1));
    }

    /// <summary>The shape with the axis at another size.</summary>
    public static Shape Resize(in Shape shape, int axis, int size)
    {
        Span<int> axes = stackalloc int[shape.Rank];
        shape.CopyTo(axes);
        axes[axis] = size;
        return Shape.Create(axes);
    }

    /// <summary>Walks a part of <paramref name="length"/> along the axis, between arrays whose sizes there
    /// differ.</summary>
    public Strides Part(int length, int sourceSize, int targetSize)
    {
        var strides = new Strides();
        strides.Add(Outer, (long)sourceSize * Inner, (long)targetSize * Inner);
        strides.Add(length * Inner, 1, 1);
        return strides;
    }
}
