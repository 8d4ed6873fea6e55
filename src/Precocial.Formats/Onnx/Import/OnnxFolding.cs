namespace Precocial.Formats.Onnx;

/// <summary>Computes operators whose inputs are all known: the arithmetic of shapes, transposed weights, tables of
/// relative positions.</summary>
internal static class OnnxFolding
{
    private const int MaxElements = 1 << 24;

    /// <summary>The outputs, or null where the operator is not computed here.</summary>
    public static OnnxConstant[]? Of(OnnxOperator o)
    {
        OnnxConstant[]? outputs = Computed(o);
        if (outputs is not null && o.Inputs.Any(input => input is OnnxConstant { IsLearned: true }))
        {
            foreach (OnnxConstant output in outputs)
                output.AsLearned();
        }
        return outputs;
    }

    private static OnnxConstant[]? Computed(OnnxOperator o) => o.Type switch
    {
        "Constant" => [ConstantOf(o)],
        "Identity" or "Dropout" => [o.Constant(0)],
        "Cast" => [Cast(o.Constant(0), o.Integer("to", 1))],
        "Shape" => [ShapeOf(o, [.. o.Constant(0).Dims.Select(size => (long)size)])],
        "Size" => [OnnxConstant.Scalar(o.Constant(0).Count)],
        "Reshape" => [o.Constant(0).Reshaped(ReshapeTarget(o, [.. o.Constant(0).Dims.Select(d => (long)d)]))],
        "Flatten" => [Flatten(o)],
        "Unsqueeze" => [o.Constant(0).Reshaped(Unsqueezed(o, o.Constant(0).Dims))],
        "Squeeze" => [o.Constant(0).Reshaped(Squeezed(o, o.Constant(0).Dims))],
        "Transpose" => [Transposed(o)],
        "Gather" => [Gather(o.Constant(0), o.Constant(1), o.Axis(o.Integer("axis", 0), o.Constant(0).Dims.Length))],
        "Concat" => [Concat(o)],
        "Slice" => [Slice(o)],
        "Split" => Split(o),
        "Expand" => [Expand(o)],
        "Tile" => [TileOf(o)],
        "ConstantOfShape" => [Filled(o)],
        "Range" => [Range(o)],
        "Where" => [Where(o)],
        "ScatterND" => [ScatterND(o)],
        "MatMul" => [MatMul(o.Constant(0), o.Constant(1))],
        "ReduceMean" or "ReduceSum" or "ReduceProd" or "ReduceMax" or "ReduceMin" => [Reduced(o)],
        _ when FoldingFunctions.Binary(o.Type) is { } binary && o.Inputs.Length >= 2 => [Binary(o, binary)],
        _ when FoldingFunctions.Unary(o.Type) is { } unary => [Unary(o, unary)],
        _ => null,
    };

    /// <summary>The sizes that a Reshape asks for, with 0 and −1 replaced.</summary>
    public static int[] ReshapeTarget(OnnxOperator o, long[] from)
    {
        long[] target = o.Integers("shape") ?? [.. o.Integers(1)];
        bool zeroMeansZero = o.Integer("allowzero", 0) != 0;
        long count = from.Aggregate(1L, (product, size) => product * size), known = 1;
        int open = -1;
        for (int i = 0; i < target.Length; i++)
        {
            if (target[i] == 0 && !zeroMeansZero)
                target[i] = i < from.Length ? from[i] : throw new OnnxRefusal("it copies a dimension that is not there");
            if (target[i] is -1 && open < 0)
                open = i;
            else if (target[i] < 0 || (known *= target[i]) > int.MaxValue)
                throw new OnnxRefusal($"the new shape [{string.Join(", ", target)}] is none");
        }
        if (open >= 0)
            target[open] = known > 0 ? count / known : 0;
        if ((open >= 0 ? known * target[open] : known) != count)
            throw new OnnxRefusal($"[{string.Join(", ", from)}] cannot be seen as [{string.Join(", ", target)}]");
        return [.. target.Select(size => checked((int)size))];
    }

    /// <summary>Which axes an Unsqueeze adds, counted in the result.</summary>
    public static int[] AddedAxes(OnnxOperator o, int rank)
    {
        long[] axes = o.IntegersOf("axes", 1) ?? throw new OnnxRefusal("its axes are missing");
        int[] counted = [.. axes.Select(axis => o.Axis(axis, rank + axes.Length)).Order()];
        return counted.Distinct().Count() == axes.Length ? counted : throw new OnnxRefusal("an axis is named twice");
    }

    /// <summary>Start and count along an axis, as Slice counts: clamped, from the back where negative.</summary>
    public static (int Start, int Count) Part(long start, long end, long step, int size)
    {
        if (step == 0)
            throw new OnnxRefusal("its step is 0");
        if (size == 0)
            return (0, 0);
        long low = step > 0 ? 0 : -1, high = step > 0 ? size : size - 1;
        start = Math.Clamp(start < 0 ? Math.Max(start, -size) + size : start, 0, high);
        end = Math.Clamp(end < 0 ? (end < -size ? low : end + size) : end, low, high);
        long distance = step > 0 ? end - start : start - end;
        ulong stride = (ulong)Math.Abs(Math.Max(step, -long.MaxValue));
        return ((int)start, distance <= 0 ? 0 : (int)(((ulong)distance + stride - 1) / stride));
    }

    /// <summary>The part of a shape that a Shape operator returns.</summary>
    public static OnnxConstant ShapeOf(OnnxOperator o, long[] shape)
    {
        (int start, int count) = Part(o.Integer("start", 0), o.Integer("end", shape.Length), 1, shape.Length);
        return OnnxConstant.Of(shape.AsSpan(start, count).ToArray());
    }

    /// <summary>What a Constant operator holds.</summary>
    private static OnnxConstant ConstantOf(OnnxOperator o)
    {
        if (o.Attribute("value")?.T is { } tensor)
            return new OnnxTensors("").Read(tensor);
        if (o.Attribute("value_float") is { } number)
            return OnnxConstant.Of([], [number.F]);
        if (o.Attribute("value_int") is { } integer)
            return OnnxConstant.Scalar(integer.I);
        if (o.Attribute("value_floats") is { } numbers)
            return OnnxConstant.Of([numbers.Floats.Count], [.. numbers.Floats]);
        return o.Integers("value_ints") is { } integers
            ? OnnxConstant.Of(integers)
            : throw new OnnxRefusal("a constant must be a tensor, numbers or whole numbers");
    }

    public static OnnxConstant Cast(OnnxConstant x, long type) => (TensorProto.Types.DataType)type switch
    {
        TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Double or TensorProto.Types.DataType.Float16
            or TensorProto.Types.DataType.Bfloat16 => x.IsFloat ? x : OnnxConstant.Of(x.Dims, FloatsOf(x)),
        TensorProto.Types.DataType.Bool => OnnxConstant.Of(x.Dims, [.. NumbersOf(x).Select(v => v != 0 ? 1L : 0)]),
        _ => x.IsFloat ? OnnxConstant.Of(x.Dims, [.. NumbersOf(x).Select(Whole)]) : x,
    };

    private static long Whole(double value) => double.IsNaN(value) ? 0 : (long)Math.Clamp(value, -9e18, 9e18);

    private static float[] FloatsOf(OnnxConstant x) =>
        x.IsFloat ? x.Floats.ToArray() : [.. x.Integers.Select(value => (float)value)];

    private static double[] NumbersOf(OnnxConstant x) =>
        x.IsFloat ? [.. x.Floats.ToArray().Select(value => (double)value)] : [.. x.Integers.Select(value => (double)value)];

    private static OnnxConstant Flatten(OnnxOperator o)
    {
        OnnxConstant x = o.Constant(0);
        long axis = o.Integer("axis", 1);
        int first = (int)Math.Clamp(axis < 0 ? axis + x.Dims.Length : axis, 0, x.Dims.Length);
        int rows = x.Dims.Take(first).Aggregate(1, (product, size) => product * size);
        return x.Reshaped([rows, rows == 0 ? 0 : x.Count / rows]);
    }

    private static int[] Unsqueezed(OnnxOperator o, int[] dims)
    {
        var result = dims.ToList();
        foreach (int axis in AddedAxes(o, dims.Length))
            result.Insert(axis, 1);
        return [.. result];
    }

    private static int[] Squeezed(OnnxOperator o, int[] dims)
    {
        int[]? axes = o.IntegersOf("axes", 1)?.Select(axis => o.Axis(axis, dims.Length)).ToArray();
        if (axes?.Any(axis => dims[axis] != 1) == true)
            throw new OnnxRefusal("it removes an axis whose size is not 1");
        return [.. dims.Where((size, axis) => axes is null ? size != 1 : !axes.Contains(axis))];
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

    public static int[] Broadcast(int[] a, int[] b)
    {
        int[] result = new int[Math.Max(a.Length, b.Length)];
        for (int i = 1; i <= result.Length; i++)
        {
            int p = i <= a.Length ? a[^i] : 1, q = i <= b.Length ? b[^i] : 1;
            result[^i] = p == q || q == 1 ? p : p == 1 ? q
                : throw new OnnxRefusal($"[{string.Join(", ", a)}] and [{string.Join(", ", b)}] do not fit together");
        }
        return result;
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
        return at == places.Length ? Taken(x, dims, places) : throw new OnnxRefusal("its indices must be whole numbers");
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

    /// <summary>The axes that a Slice cuts, and where.</summary>
    public static IEnumerable<(int Axis, long Start, long End, long Step)> SlicedAxes(OnnxOperator o, int rank)
    {
        long[] starts = o.IntegersOf("starts", 1) ?? throw new OnnxRefusal("its starts are missing");
        long[] ends = o.IntegersOf("ends", 2) ?? throw new OnnxRefusal("its ends are missing");
        long[]? axes = o.IntegersOf("axes", 3), steps = o.Has(4) ? o.Integers(4) : null;
        if (ends.Length != starts.Length || (axes ?? starts).Length != starts.Length
            || (steps ?? starts).Length != starts.Length)
            throw new OnnxRefusal("its starts, ends, axes and steps must be as many");
        var cuts = new List<(int, long, long, long)>();
        for (int i = 0; i < starts.Length; i++)
            cuts.Add((o.Axis(axes?[i] ?? i, rank), starts[i], ends[i], steps?[i] ?? 1));
        return cuts.DistinctBy(cut => cut.Item1).Count() == cuts.Count ? cuts
            : throw new OnnxRefusal("an axis is cut twice");
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

    /// <summary>The lengths of the parts that a Split makes of an axis.</summary>
    public static int[] SplitLengths(OnnxOperator o, int size)
    {
        long[]? stated = o.IntegersOf("split", 1);
        int parts = (int)Math.Clamp(o.Integer("num_outputs", o.OutputCount), 1, Math.Max(1, size));
        int each = (size + parts - 1) / parts;
        int[] lengths = stated is null
            ? [.. Enumerable.Range(0, parts).Select(i => Math.Clamp(size - i * each, 0, each))]
            : [.. stated.Select(length => (int)Math.Clamp(length, 0, size))];
        return lengths.Sum() == size && lengths.Length >= o.OutputCount
            ? lengths
            : throw new OnnxRefusal($"its parts [{string.Join(", ", lengths)}] do not add up to {size}");
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

    private static OnnxConstant Filled(OnnxOperator o)
    {
        int[] dims = [.. o.Integers(0).Select(size => checked((int)size))];
        int count = Counted(dims);
        OnnxConstant? value = o.Attribute("value")?.T is { } tensor ? new OnnxTensors("").Read(tensor) : null;
        if (value is { IsFloat: false, Count: > 0 })
            return OnnxConstant.Of(dims, [.. Enumerable.Repeat(value.Integers[0], count)]);
        float[] floats = new float[count];
        Array.Fill(floats, value is { Count: > 0 } ? value.Floats[0] : 0);
        return OnnxConstant.Of(dims, floats);
    }

    private static OnnxConstant Range(OnnxOperator o)
    {
        double start = NumbersOf(o.Constant(0))[0], limit = NumbersOf(o.Constant(1))[0];
        double step = NumbersOf(o.Constant(2))[0], length = Math.Ceiling((limit - start) / step);
        int count = Counted([length is > 0 and <= MaxElements ? (int)length : length > 0 ? int.MaxValue : 0]);
        double[] values = [.. Enumerable.Range(0, count).Select(i => start + i * step)];
        return o.Constant(0).IsFloat
            ? OnnxConstant.Of([count], [.. values.Select(value => (float)value)])
            : OnnxConstant.Of([.. values.Select(value => (long)value)]);
    }

    private static OnnxConstant Where(OnnxOperator o)
    {
        OnnxConstant condition = o.Constant(0), x = o.Constant(1), y = o.Constant(2);
        int[] dims = Broadcast(Broadcast(condition.Dims, x.Dims), y.Dims);
        int[] c = Places(dims, StretchedStrides(condition.Dims, dims), 0), p = Places(dims, StretchedStrides(x.Dims, dims), 0),
            q = Places(dims, StretchedStrides(y.Dims, dims), 0);
        if (x.IsFloat != y.IsFloat || condition.IsFloat)
            throw new OnnxRefusal("its two choices must have one type, and the condition must be truth values");
        if (!x.IsFloat)
            return OnnxConstant.Of(dims,
                [.. c.Select((at, i) => condition.Integers[at] != 0 ? x.Integers[p[i]] : y.Integers[q[i]])]);
        float[] values = new float[c.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = condition.Integers[c[i]] != 0 ? x.Floats[p[i]] : y.Floats[q[i]];
        return OnnxConstant.Of(dims, values);
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
                at += index >= 0 && index < x.Dims[axis] ? index * strides[axis] : throw new OnnxRefusal("an index is outside");
            }
            if (x.IsFloat)
                updates.Floats.Slice(row * inner, inner).CopyTo(floats.AsSpan((int)at));
            else
                updates.Integers.AsSpan(row * inner, inner).CopyTo(integers.AsSpan((int)at));
        }
        return x.IsFloat ? OnnxConstant.Of(x.Dims, floats) : OnnxConstant.Of(x.Dims, integers);
    }

    private static OnnxConstant MatMul(OnnxConstant a, OnnxConstant b)
    {
        if (!a.IsFloat || !b.IsFloat || a.Dims.Length < 2 || b.Dims.Length != 2 || a.Dims[^1] != b.Dims[0])
            throw new OnnxRefusal("a product of constants must be of [..., m, k] and [k, n]");
        int inner = b.Dims[0], columns = b.Dims[1], rows = inner == 0 ? 0 : a.Count / inner;
        int[] dims = [.. a.Dims[..^1], columns];
        if ((long)Counted(dims) * inner > 1L << 32)
            throw new OnnxRefusal("a product of constants is too large to be computed while importing");
        float[] values = new float[Counted(dims)];
        ReadOnlySpan<float> p = a.Floats, q = b.Floats;
        for (int row = 0; row < rows; row++)
        {
            for (int k = 0; k < inner; k++)
            {
                float factor = p[row * inner + k];
                for (int column = 0; column < columns; column++)
                    values[row * columns + column] += factor * q[k * columns + column];
            }
        }
        return OnnxConstant.Of(dims, values);
    }

    private static OnnxConstant Reduced(OnnxOperator o)
    {
        OnnxConstant x = o.Constant(0);
        int rank = x.Dims.Length;
        bool[] gone = new bool[rank];
        foreach (long axis in o.IntegersOf("axes", 1) ?? [.. Enumerable.Range(0, rank).Select(axis => (long)axis)])
            gone[o.Axis(axis, rank)] = true;
        bool keep = o.Integer("keepdims", 1) != 0;
        int[] kept = [.. x.Dims.Select((size, axis) => gone[axis] ? 1 : size)];
        int[] places = Places(x.Dims, StretchedStrides(kept, x.Dims), 0);
        double[] source = NumbersOf(x), sums = new double[Counted(kept)];
        Array.Fill(sums, o.Type switch
        {
            "ReduceProd" => 1,
            "ReduceMax" => double.NegativeInfinity,
            "ReduceMin" => double.PositiveInfinity,
            _ => 0,
        });
        for (int i = 0; i < source.Length; i++)
        {
            ref double sum = ref sums[places[i]];
            sum = o.Type switch
            {
                "ReduceProd" => sum * source[i],
                "ReduceMax" => Math.Max(sum, source[i]),
                "ReduceMin" => Math.Min(sum, source[i]),
                _ => sum + source[i],
            };
        }
        if (o.Type == "ReduceMean")
        {
            for (int i = 0; i < sums.Length; i++)
                sums[i] /= Math.Max(1, x.Count / Math.Max(1, sums.Length));
        }
        int[] dims = keep ? kept : [.. x.Dims.Where((_, axis) => !gone[axis])];
        return Of(dims, sums, x.IsFloat);
    }

    private static OnnxConstant Binary(OnnxOperator o, Func<double, double, double> function)
    {
        OnnxConstant x = o.Constant(0), y = o.Constant(1);
        int[] dims = Broadcast(x.Dims, y.Dims);
        int[] p = Places(dims, StretchedStrides(x.Dims, dims), 0), q = Places(dims, StretchedStrides(y.Dims, dims), 0);
        double[] a = NumbersOf(x), b = NumbersOf(y), values = new double[p.Length];
        bool whole = !x.IsFloat && !y.IsFloat;
        for (int i = 0; i < values.Length; i++)
        {
            double value = function(a[p[i]], b[q[i]]);
            values[i] = whole && o.Type == "Div" ? Math.Truncate(value) : value;
        }
        return Of(dims, values, !whole && !FoldingFunctions.IsTruth(o.Type));
    }

    private static OnnxConstant Unary(OnnxOperator o, Func<double, double> function)
    {
        OnnxConstant x = o.Constant(0);
        Counted(x.Dims);
        return Of(x.Dims, [.. NumbersOf(x).Select(function)], x.IsFloat && !FoldingFunctions.IsTruth(o.Type));
    }

    private static OnnxConstant Of(int[] dims, double[] values, bool isFloat) => isFloat
        ? OnnxConstant.Of(dims, [.. values.Select(value => (float)value)])
        : OnnxConstant.Of(dims, [.. values.Select(Whole)]);
}
