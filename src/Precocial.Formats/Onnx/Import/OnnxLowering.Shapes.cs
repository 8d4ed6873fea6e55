using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>Operators that move elements and compute none.</summary>
internal sealed partial class OnnxLowering
{
    private const int MaxPieces = 64;

    private int[] FoldTarget(OnnxOperator o) => OnnxFolding.ReshapeTarget(o, o.Computed(0).Shape(batch));

    private ComputedValue FlattenOf(OnnxOperator o)
    {
        ComputedValue x = o.Computed(0);
        long axis = o.Integer("axis", 1);
        int first = (int)Math.Clamp(axis < 0 ? axis + x.Rank : axis, 0, x.Rank);
        long[] shape = x.Shape(batch);
        int rows = checked((int)shape.Take(first).Aggregate(1L, (product, size) => product * size));
        int columns = checked((int)shape.Skip(first).Aggregate(1L, (product, size) => product * size));
        return SeenAs(x, [rows, columns]);
    }

    private static ComputedValue TransposeOf(OnnxOperator o)
    {
        ComputedValue x = o.Computed(0);
        int[] order = [.. (o.Integers("perm") ?? [.. Enumerable.Range(0, x.Rank).Reverse().Select(a => (long)a)])
            .Select(axis => o.Axis(axis, x.Rank))];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, x.Rank)))
            throw new OnnxRefusal("its order of axes does not name each once");
        return x.Seen([.. order.Select(axis => x.Axes[axis])], Array.IndexOf(order, x.BatchAxis));
    }

    private static ComputedValue UnsqueezeOf(OnnxOperator o)
    {
        ComputedValue x = o.Computed(0);
        var axes = x.Axes.ToList();
        int at = x.BatchAxis;
        foreach (int axis in OnnxFolding.AddedAxes(o, x.Rank))
        {
            axes.Insert(axis, ComputedValue.Unit);
            at += axis <= at ? 1 : 0;
        }
        return x.Seen([.. axes], at);
    }

    private ComputedValue SqueezeOf(OnnxOperator o)
    {
        ComputedValue x = o.Computed(0);
        int[]? stated = o.IntegersOf("axes", 1)?.Select(axis => o.Axis(axis, x.Rank)).ToArray();
        int[] ones = [.. Enumerable.Range(0, x.Rank).Where(i => i != x.BatchAxis && x.SizeWithoutBatch(i) == 1)];
        return Without(x, stated ?? ones);
    }

    // The value without some axes of size 1.
    private ComputedValue Without(ComputedValue x, int[] gone)
    {
        if (gone.Contains(x.BatchAxis))
            throw new OnnxRefusal("it removes the axis of the batch");
        if (gone.Any(axis => x.SizeWithoutBatch(axis) != 1))
            throw new OnnxRefusal("it removes an axis whose size is not 1");
        if (gone.Any(axis => x.Axes[axis] >= 0))
            x = WithoutAxesOfOne(x);
        int at = x.BatchAxis - gone.Count(axis => axis < x.BatchAxis);
        int[] axes = [.. x.Axes.Where((_, axis) => !gone.Contains(axis))];
        if (x.Node.Shape.Rank == 1 && !axes.Contains(0))
            throw new OnnxRefusal("it removes the last axis of a sample");
        return x.Seen(axes, at);
    }

    // Axes of size 1 leave the sample, though one stays where there would be none.
    private ComputedValue WithoutAxesOfOne(ComputedValue x)
    {
        ComputedValue ordered = Ordered(x, withUnits: false);
        int[] sizes = [.. ordered.Node.Shape.ToArray().Where(size => size != 1)];
        int next = 0;
        int[] axes = [.. Enumerable.Range(0, x.Rank).Select(i => ordered.SizeWithoutBatch(i) != 1 ? next++
            : i == x.BatchAxis ? ComputedValue.Batch : ComputedValue.Unit)];
        return x.Seen(Reshaped(ordered.Node, sizes), Owning(axes, sizes.Length, x.BatchAxis));
    }

    private OnnxValue ConcatOf(OnnxOperator o)
    {
        OnnxValue[] parts = [.. Enumerable.Range(0, o.Inputs.Length).Select(o.Input)];
        ComputedValue first = parts.OfType<ComputedValue>().First();
        int axis = o.Axis(o.Integer("axis", 0), first.Rank);
        if (parts is [OnnxConstant token, ComputedValue tokens])
            return ClassTokenOf(token, tokens, axis);
        if (parts.Any(part => part is OnnxConstant))
            throw new OnnxRefusal("constants among its inputs are read only as a class token, the first of two");
        ComputedValue[] values = [.. parts.Cast<ComputedValue>()];
        if (values.Length == 1)
            return first;
        if (Array.Exists(values, value => value.BatchAxis != first.BatchAxis || value.Rank != first.Rank
            || value.BatchIsInner != first.BatchIsInner)
            || axis == first.BatchAxis)
            throw new OnnxRefusal("it joins along the axis of the batch, or values whose batches are different axes");
        if (first.Axes[axis] < 0 || Array.Exists(values, value => !value.Axes.SequenceEqual(first.Axes)))
            values = Array.ConvertAll(values, value => Ordered(value, withUnits: true));
        if (Array.Exists(values, value => !value.Axes.SequenceEqual(values[0].Axes)))
            throw new OnnxRefusal("its inputs hold the batch in different ways");
        return values[0].With(Make(new Concat { Axis = values[0].Axes[axis] },
            Array.ConvertAll(values, value => value.Node), []));
    }

    private ComputedValue ClassTokenOf(OnnxConstant token, ComputedValue tokens, int axis)
    {
        bool single = token.Dims.Length == 3 && token.Dims[axis] == 1 && tokens.Rank == 3 && axis != tokens.BatchAxis
            && tokens.HasPureBatch && token.IsFloat;
        int features = Enumerable.Range(0, tokens.Rank).FirstOrDefault(i => i != axis && i != tokens.BatchAxis);
        if (!single || token.Count != batch * tokens.SizeWithoutBatch(features))
            throw new OnnxRefusal($"a constant [{string.Join(", ", token.Dims)}] before {Text(tokens)} is no class token");
        ComputedValue x = WithLast(Ordered(tokens, withUnits: true), features);
        return x.With(Make(new ClassToken(), [x.Node], [new ImportWeight(FirstOfBatch(token, tokens.BatchAxis))]));
    }

    private OnnxValue[] Split(OnnxOperator o)
    {
        ComputedValue x = o.Computed(0);
        int axis = o.Axis(o.Integer("axis", 0), x.Rank), start = 0;
        RequireOwn(x, axis);
        var parts = new List<OnnxValue>();
        foreach (int length in OnnxFolding.SplitLengths(o, x.SizeWithoutBatch(axis)))
        {
            parts.Add(Part(x, axis, start, length, 1));
            start += length;
        }
        return [.. parts];
    }

    private static void RequireOwn(ComputedValue x, int axis)
    {
        if (axis == x.BatchAxis)
            throw new OnnxRefusal("it takes samples of the batch apart");
    }

    private ComputedValue Part(ComputedValue x, int axis, int start, int count, int step)
    {
        if (count == x.SizeWithoutBatch(axis) && step == 1)
            return x;
        if (count < 1)
            throw new OnnxRefusal("it leaves nothing of an axis");
        return x.With(Make(new Slice(x.Axes[axis], start, count, step), x.Node));
    }

    private ComputedValue SliceOf(OnnxOperator o)
    {
        ComputedValue x = o.Computed(0);
        foreach ((int axis, long start, long end, long step) in OnnxFolding.SlicedAxes(o, x.Rank))
        {
            int size = checked((int)x.Shape(batch)[axis]);
            (int from, int count) = OnnxFolding.Part(start, end, step, size);
            if (from == 0 && count == size && step == 1)
                continue;
            RequireOwn(x, axis);
            if (step is < 1 or > int.MaxValue)
                throw new OnnxRefusal("it reverses an axis");
            x = Part(x, axis, from, count, (int)step);
        }
        return x;
    }

    private OnnxValue GatherOf(OnnxOperator o)
    {
        ComputedValue x = o.Computed(0);
        int axis = o.Axis(o.Integer("axis", 0), x.Rank);
        RequireOwn(x, axis);
        OnnxConstant indices = o.Constant(1);
        int size = x.SizeWithoutBatch(axis);
        int[] rows = [.. indices.Integers.Select(index => (int)(index < 0 ? index + size : index))];
        if (indices.Dims.Length > 1 || rows.Length is 0 or > MaxPieces * 64
            || rows.Any(row => row < 0 || row >= size))
            throw new OnnxRefusal("its indices must be one number or a list of numbers within the axis");
        if (indices.Dims.Length == 0)
            return One(x, axis, rows[0]);
        int step = rows.Length > 1 ? rows[1] - rows[0] : 1;
        bool even = step > 0 && Enumerable.Range(0, rows.Length).All(i => rows[i] == rows[0] + i * step);
        if (even)
            return Part(x, axis, rows[0], rows.Length, step);
        if (rows.Length > MaxPieces)
            throw new OnnxRefusal($"its indices must be evenly spaced, or at most {MaxPieces}");
        ImportNode[] pieces = Array.ConvertAll(rows, row => Part(x, axis, row, 1, 1).Node);
        return x.With(Make(new Concat { Axis = x.Axes[axis] }, pieces, []));
    }

    // One position of an axis, which goes.
    private ComputedValue One(ComputedValue x, int axis, int index)
    {
        if (x.Node.Shape.Rank == 2 && x.Axes[axis] == 0 && x.HasPureBatch)
        {
            int[] axes = [.. x.Axes.Where((_, i) => i != axis).Select(a => a == 1 ? 0 : a)];
            ImportNode token = Make(new SelectToken(index), x.Node);
            return x.With(token).Seen(axes, x.BatchAxis - (axis < x.BatchAxis ? 1 : 0));
        }
        return Without(Part(x, axis, index, 1, 1), [axis]);
    }

    private ComputedValue ExpandOf(OnnxOperator o)
    {
        ComputedValue x = o.Computed(0);
        return Stretched(x, [.. o.Integers(1).Select(size => checked((int)size))]);
    }

    private ComputedValue Stretched(ComputedValue x, int[] target)
    {
        int[] full = OnnxFolding.Broadcast([.. x.Shape(batch).Select(size => checked((int)size))], target);
        x = Widened(x, full.Length);
        int[] repeats = new int[x.Rank];
        for (int i = 0; i < repeats.Length; i++)
            repeats[i] = i == x.BatchAxis ? 1 : full[i] / Math.Max(1, x.SizeWithoutBatch(i));
        return Repeated(x, repeats);
    }

    private ComputedValue TileOf(OnnxOperator o)
    {
        ComputedValue x = o.Computed(0);
        int[] repeats = [.. o.Integers(1).Select(count => checked((int)count))];
        if (repeats.Length != x.Rank || repeats[x.BatchAxis] != 1)
            throw new OnnxRefusal("it needs one number of repeats for each axis, and 1 for the batch");
        return Repeated(x, repeats);
    }

    private ComputedValue Repeated(ComputedValue x, int[] repeats)
    {
        if (repeats.All(count => count == 1))
            return x;
        if (Enumerable.Range(0, x.Rank).Any(i => repeats[i] != 1 && x.Axes[i] < 0))
            x = Ordered(x, withUnits: true);
        int[] own = new int[x.Node.Shape.Rank];
        for (int i = 0; i < x.Rank; i++)
        {
            if (x.Axes[i] >= 0)
                own[x.Axes[i]] = repeats[i];
        }
        return x.With(Make(new Tile([.. own]), x.Node));
    }

    // Axes of size 1 in front, until there are so many.
    private static ComputedValue Widened(ComputedValue x, int rank)
    {
        int added = rank - x.Rank;
        return added <= 0 ? x
            : x.Seen([.. Enumerable.Repeat(ComputedValue.Unit, added), .. x.Axes], x.BatchAxis + added);
    }

    private ComputedValue PadOf(OnnxOperator o)
    {
        ComputedValue x = o.Computed(0);
        long[] pads = o.IntegersOf("pads", 1) ?? throw new OnnxRefusal("its pads are missing");
        int[] padded = o.Has(3) ? [.. o.Integers(3).Select(axis => o.Axis(axis, x.Rank))]
            : [.. Enumerable.Range(0, x.Rank)];
        float value = o.Has(2) ? o.Number(2) : o.Number("value", 0f);
        if (pads.Length != 2 * padded.Length || o.Word("mode", "constant") != "constant")
            throw new OnnxRefusal("it must add constants, and have two numbers for each axis");
        for (int i = 0; i < padded.Length; i++)
        {
            if (pads[i] != 0 || pads[i + padded.Length] != 0)
                x = Padded(x, padded[i], pads[i], pads[i + padded.Length], value);
        }
        return x;
    }

    private ComputedValue Padded(ComputedValue x, int axis, long before, long after, float value)
    {
        RequireOwn(x, axis);
        if (Math.Abs(before) > 1 << 20 || Math.Abs(after) > 1 << 20)
            throw new OnnxRefusal($"it adds {before} and {after} positions to an axis");
        int size = x.SizeWithoutBatch(axis);
        int start = (int)Math.Max(0, -before), end = size - (int)Math.Max(0, -after);
        if (x.Axes[axis] < 0)
            x = Ordered(x, withUnits: true);
        x = Part(x, axis, start, end - start, 1);
        int[] front = new int[x.Node.Shape.Rank], back = new int[x.Node.Shape.Rank];
        ImportNode source = x.Node;
        if (source.Primitive is Pad earlier && earlier.Value.Equals(value))
        {
            (front, back) = ([.. earlier.Before], [.. earlier.After]);
            source = source.Inputs[0];
        }
        front[x.Axes[axis]] += (int)Math.Max(0, before);
        back[x.Axes[axis]] += (int)Math.Max(0, after);
        return front.Concat(back).All(count => count == 0) ? x
            : x.With(Make(new Pad([.. front], [.. back], value), source));
    }
}
