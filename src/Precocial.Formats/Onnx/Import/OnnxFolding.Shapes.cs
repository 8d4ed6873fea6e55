namespace Precocial.Formats.Onnx;

/// <summary>What operators ask of shapes, for constants and for what is computed alike.</summary>
internal static partial class OnnxFolding
{
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
                target[i] = i < from.Length ? from[i]
                    : throw new OnnxRefusal("it copies a dimension that is not there");
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
}
