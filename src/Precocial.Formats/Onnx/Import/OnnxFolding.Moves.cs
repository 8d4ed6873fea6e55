namespace Precocial.Formats.Onnx;

/// <summary>Operators that move elements of constants.</summary>
internal static partial class OnnxFolding
{
    private static OnnxConstant Flatten(OnnxOperator o)
    {
        OnnxConstant x = o.Constant(0);
        long axis = o.Integer("axis", 1);
        int first = (int)Math.Clamp(axis < 0 ? axis + x.Dims.Length : axis, 0, x.Dims.Length);
        int rows = x.Dims.Take(first).Aggregate(1, (product, size) => product * size);
        return x.Reshaped([rows, rows == 0 ? 0 : x.Count / rows]);
    }

    private static OnnxConstant Transposed(OnnxOperator o)
    {
        OnnxConstant x = o.Constant(0);
        int rank = x.Dims.Length;
        int[] order = [.. (o.Integers("perm") ?? [.. Enumerable.Range(0, rank).Reverse().Select(axis => (long)axis)])
            .Select(axis => o.Axis(axis, rank))];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, rank)))
            throw new OnnxRefusal("its order of axes does not name each once");
        if (order.SequenceEqual(Enumerable.Range(0, rank)))
            return x;
        if (rank == 2 && x.IsFloat)
            return x.Transposed();
        return Permuted(x, order);
    }

    /// <summary>The axes in another order.</summary>
    public static OnnxConstant Permuted(OnnxConstant x, int[] order)
    {
        long[] strides = StridesOf(x.Dims);
        return Picked(x, [.. order.Select(axis => x.Dims[axis])], [.. order.Select(axis => strides[axis])]);
    }

    // The elements at 0 and on along strides.
    private static OnnxConstant Picked(OnnxConstant x, int[] dims, long[] strides, long start = 0)
    {
        int[] places = Places(dims, strides, start);
        return Taken(x, dims, places);
    }

    private static OnnxConstant Taken(OnnxConstant x, int[] dims, int[] places)
    {
        if (!x.IsFloat)
            return OnnxConstant.Of(dims, [.. places.Select(place => x.Integers[place])]);
        ReadOnlySpan<float> source = x.Floats;
        float[] floats = new float[places.Length];
        for (int i = 0; i < places.Length; i++)
            floats[i] = source[places[i]];
        return OnnxConstant.Of(dims, floats);
    }

    private static int[] Places(int[] dims, long[] strides, long start)
    {
        int[] places = new int[Counted(dims)], index = new int[dims.Length];
        long place = start;
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = (int)place;
            for (int axis = dims.Length - 1; axis >= 0; axis--)
            {
                place += strides[axis];
                if (++index[axis] < dims[axis])
                    break;
                place -= strides[axis] * dims[axis];
                index[axis] = 0;
            }
        }
        return places;
    }

    private static int Counted(int[] dims)
    {
        long count = 1;
        foreach (int size in dims)
        {
            if (size < 0 || (count *= size) > MaxElements)
                throw new OnnxRefusal($"a constant of more than {MaxElements} elements would have to be computed");
        }
        return (int)count;
    }

    private static long[] StridesOf(int[] dims)
    {
        long[] strides = new long[dims.Length];
        long stride = 1;
        for (int axis = dims.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= dims[axis];
        }
        return strides;
    }

    // 0 where the axis is stretched. The dims of x stand at the end of the target's.
    private static long[] StretchedStrides(int[] dims, int[] target)
    {
        long[] own = StridesOf(dims), strides = new long[target.Length];
        int offset = target.Length - dims.Length;
        for (int axis = 0; axis < dims.Length; axis++)
            strides[offset + axis] = dims[axis] == 1 ? 0 : own[axis];
        return strides;
    }

    private static OnnxConstant Gather(OnnxConstant x, OnnxConstant indices, int axis)
    {
        int outer = 1, inner = 1, size = x.Dims[axis];
        for (int i = 0; i < x.Dims.Length; i++)
        {
            if (i < axis)
                outer *= x.Dims[i];
            else if (i > axis)
                inner *= x.Dims[i];
        }
        int[] dims = [.. x.Dims[..axis], .. indices.Dims, .. x.Dims[(axis + 1)..]];
        int[] places = new int[Counted(dims)];
        int at = 0;
        for (int o = 0; o < outer; o++)
        {
            foreach (long index in indices.Integers)
            {
                long row = index < 0 ? index + size : index;
                if (row < 0 || row >= size)
                    throw new OnnxRefusal($"the index {index} is not within {size}");
                for (int i = 0; i < inner; i++)
                    places[at++] = (int)((o * size + row) * inner + i);
            }
        }
        return at == places.Length ? Taken(x, dims, places)
            : throw new OnnxRefusal("its indices must be whole numbers");
    }

    private static OnnxConstant Concat(OnnxOperator o)
    {
        OnnxConstant[] parts = [.. Enumerable.Range(0, o.Inputs.Length).Select(o.Constant)];
        OnnxConstant first = parts[0];
        int axis = o.Axis(o.Integer("axis", 0), first.Dims.Length);
        int[] dims = [.. first.Dims];
        dims[axis] = 0;
        foreach (OnnxConstant part in parts)
        {
            if (part.Dims.Length != dims.Length || part.IsFloat != first.IsFloat
                || Enumerable.Range(0, dims.Length).Any(i => i != axis && part.Dims[i] != dims[i]))
                throw new OnnxRefusal("its parts differ in more than one axis");
            dims[axis] = checked(dims[axis] + part.Dims[axis]);
        }
        int count = Counted(dims), outer = dims[..axis].Aggregate(1, (product, size) => product * size);
        float[] floats = new float[first.IsFloat ? count : 0];
        long[] integers = new long[first.IsFloat ? 0 : count];
        int at = 0;
        for (int row = 0; row < outer; row++)
        {
            foreach (OnnxConstant part in parts)
            {
                int length = part.Count / outer;
                if (first.IsFloat)
                    part.Floats.Slice(row * length, length).CopyTo(floats.AsSpan(at));
                else
                    part.Integers.AsSpan(row * length, length).CopyTo(integers.AsSpan(at));
                at += length;
            }
        }
        return first.IsFloat ? OnnxConstant.Of(dims, floats) : OnnxConstant.Of(dims, integers);
    }

    private static OnnxConstant Slice(OnnxOperator o)
    {
        OnnxConstant x = o.Constant(0);
        int[] dims = [.. x.Dims];
        long[] strides = StridesOf(dims);
        long start = 0;
        foreach ((int axis, long first, long end, long step) in SlicedAxes(o, dims.Length))
        {
            (int from, int count) = Part(first, end, step, x.Dims[axis]);
            start += count == 0 ? 0 : from * strides[axis];
            dims[axis] = count;
            strides[axis] *= step;
        }
        return Picked(x, dims, strides, start);
    }

    private static OnnxConstant[] Split(OnnxOperator o)
    {
        OnnxConstant x = o.Constant(0);
        int axis = o.Axis(o.Integer("axis", 0), x.Dims.Length), start = 0;
        long[] strides = StridesOf(x.Dims);
        var parts = new List<OnnxConstant>();
        foreach (int length in SplitLengths(o, x.Dims[axis]))
        {
            int[] dims = [.. x.Dims];
            dims[axis] = length;
            parts.Add(Picked(x, dims, strides, start * strides[axis]));
            start += length;
        }
        return [.. parts];
    }

    private static OnnxConstant Expand(OnnxOperator o)
    {
        OnnxConstant x = o.Constant(0);
        int[] dims = Broadcast(x.Dims, [.. o.Integers(1).Select(size => checked((int)size))]);
        return dims.SequenceEqual(x.Dims) ? x : Picked(x, dims, StretchedStrides(x.Dims, dims));
    }

    private static OnnxConstant TileOf(OnnxOperator o)
    {
        OnnxConstant x = o.Constant(0);
        long[] repeats = o.Integers(1);
        if (repeats.Length != x.Dims.Length)
            throw new OnnxRefusal("it needs one number of repeats for each axis");
        OnnxConstant result = x;
        for (int axis = 0; axis < repeats.Length; axis++)
        {
            int size = x.Dims[axis];
            long[] indices = new long[Counted([checked((int)(repeats[axis] * size))])];
            for (int i = 0; i < indices.Length; i++)
                indices[i] = i % size;
            result = Gather(result, OnnxConstant.Of(indices), axis);
        }
        return result;
    }

    private static OnnxConstant ScatterND(OnnxOperator o)
    {
        OnnxConstant x = o.Constant(0), indices = o.Constant(1), updates = o.Constant(2);
        int depth = indices.Dims.Length == 0 ? 0 : indices.Dims[^1];
        if (depth == 0 || depth > x.Dims.Length || x.IsFloat != updates.IsFloat)
            throw new OnnxRefusal("its indices or updates do not fit the data");
        long[] strides = StridesOf(x.Dims);
        int rows = indices.Count / depth, inner = x.Dims[depth..].Aggregate(1, (product, size) => product * size);
        if ((long)rows * inner != updates.Count)
            throw new OnnxRefusal("its updates do not fit the indices");
        float[] floats = x.IsFloat ? x.Floats.ToArray() : [];
        long[] integers = [.. x.Integers];
        for (int row = 0; row < rows; row++)
        {
            long at = 0;
            for (int axis = 0; axis < depth; axis++)
            {
                long index = indices.Integers[row * depth + axis];
                index += index < 0 ? x.Dims[axis] : 0;
                at += index >= 0 && index < x.Dims[axis] ? index * strides[axis]
                    : throw new OnnxRefusal("an index is outside");
            }
            if (x.IsFloat)
                updates.Floats.Slice(row * inner, inner).CopyTo(floats.AsSpan((int)at));
            else
                updates.Integers.AsSpan(row * inner, inner).CopyTo(integers.AsSpan((int)at));
        }
        return x.IsFloat ? OnnxConstant.Of(x.Dims, floats) : OnnxConstant.Of(x.Dims, integers);
    }
}
