using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>Normalisations, softmax, dropout and what reduces axes.</summary>
internal sealed partial class OnnxLowering
{
    private ComputedValue BatchNormOf(OnnxOperator o)
    {
        ComputedValue x = o.Computed(0);
        ImportWeight[] weights = [.. Enumerable.Range(1, 4).Select(i => new ImportWeight(Floats(o, i)))];
        RequirePureBatch(x);
        if (x.Rank < 2)
            throw new OnnxRefusal("its input has no channels");
        foreach (ImportWeight weight in weights)
            Expect(weight.Constant!.Count, x.SizeWithoutBatch(1), "channels");
        // ONNX's momentum is that of the old statistics.
        var norm = new BatchNorm(o.Number("epsilon", 1e-5f), Math.Clamp(1 - o.Number("momentum", 0.9f), 0, 1));
        if (x.Node.Shape.Rank == 1 && x.Axes[1] == 0)
            return x.With(Make(norm, [x.Node], weights));
        ComputedValue ordered = Ordered(x, withUnits: true);
        int[] sizes = ordered.Node.Shape.ToArray();
        if (sizes.Length is 1 or 3)
            return ordered.With(Make(norm, [ordered.Node], weights));
        ImportNode image = Reshaped(ordered.Node, [sizes[0], Product(sizes[1..]), 1]);
        return ordered.With(Reshaped(Make(norm, [image], weights), sizes));
    }

    private ComputedValue LayerNormOf(OnnxOperator o)
    {
        ComputedValue x = o.Computed(0);
        int axis = o.Axis(o.Integer("axis", -1), x.Rank);
        if (o.OutputCount > 1)
            throw new OnnxRefusal("the mean and deviation are not read");
        OnnxConstant scale = Floats(o, 1);
        ImportWeight[] weights =
            [new(scale), o.Has(2) ? new(Floats(o, 2)) : new(Constant: null)];
        var norm = new LayerNorm(o.Number("epsilon", 1e-5f));
        if (axis == x.Rank - 1)
        {
            x = WithLast(x, axis);
            Expect(scale.Count, x.Node.Shape[^1], "features");
            return x.With(Make(norm, [x.Node], weights));
        }
        if (x.BatchAxis >= axis)
            throw new OnnxRefusal("it normalises over the batch");
        ComputedValue ordered = Ordered(x, withUnits: true);
        int[] sizes = ordered.Node.Shape.ToArray();
        int first = ordered.Axes[axis];
        ImportNode rows = Reshaped(ordered.Node, [.. sizes[..first], Product(sizes[first..])]);
        Expect(scale.Count, rows.Shape[^1], "features");
        return ordered.With(Reshaped(Make(norm, [rows], weights), sizes));
    }

    private ComputedValue SoftmaxOf(OnnxOperator o, bool logarithm)
    {
        ComputedValue x = o.Computed(0);
        int axis = o.Axis(o.Integer("axis", o.OpSet < 13 ? 1 : -1), x.Rank);
        // Before operator set 13 all axes from this one on were one.
        bool several = o.OpSet < 13 && Enumerable.Range(axis + 1, x.Rank - axis - 1)
            .Any(i => x.SizeWithoutBatch(i) != 1);
        if (several)
            throw new OnnxRefusal("a softmax over several axes is not read");
        x = WithLast(x, axis);
        return x.With(Make(new Softmax(logarithm), x.Node));
    }

    private ComputedValue DropoutOf(OnnxOperator o)
    {
        ComputedValue x = o.Computed(0);
        float rate = o.Has(1) ? o.Number(1) : o.Number("ratio", 0.5f);
        if (rate > 0 && o.Has(2) && o.Number(2) != 0)
            Note("Dropout that also worked outside training does so in training alone.");
        return rate is > 0 and < 1 ? x.With(Make(new Dropout(rate), x.Node)) : x;
    }

    private ComputedValue Reduced(OnnxOperator o, ReduceFunction function) =>
        Reduced(o, o.Computed(0), function);

    private ComputedValue ReducedLength(OnnxOperator o)
    {
        ComputedValue x = o.Computed(0);
        ComputedValue sum = Reduced(o, x.With(Make(new Elementwise(ElementFunction.Square), x.Node)),
            ReduceFunction.Sum);
        return sum.With(Make(new Elementwise(ElementFunction.Sqrt), sum.Node));
    }

    private ComputedValue Reduced(OnnxOperator o, ComputedValue x, ReduceFunction function)
    {
        bool keep = o.Integer("keepdims", 1) != 0;
        long[]? stated = o.IntegersOf("axes", 1);
        if (stated is null or [] && o.Integer("noop_with_empty_axes", 0) != 0)
            return x;
        long[] all = [.. Enumerable.Range(0, x.Rank).Select(i => (long)i)];
        int[] axes = [.. (stated ?? all).Select(axis => o.Axis(axis, x.Rank))];
        if (axes.Contains(x.BatchAxis))
            throw new OnnxRefusal("it reduces the axis of the batch");
        int[] own = [.. axes.Select(axis => x.Axes[axis]).Where(axis => axis >= 0).Order()];
        if (own.Length == 0)
            return keep ? x : Without(x, axes);
        if (function == ReduceFunction.Mean && own.Length == 2 && x.Node.Shape.Rank == 3 && x.HasPureBatch)
            return GlobalMean(x, own, axes, keep);
        if (keep)
            return x.With(Make(new Reduce(function, [.. own], Keep: true), x.Node));
        if (own.Length == x.Node.Shape.Rank)
            throw new OnnxRefusal("it leaves one number of a sample");
        ImportNode node = Make(new Reduce(function, [.. own]), x.Node);
        int[] left = [.. x.Axes.Where((_, axis) => !axes.Contains(axis))
            .Select(axis => axis < 0 ? axis : axis - own.Count(gone => gone < axis))];
        return x.With(node).Seen(left, x.BatchAxis - axes.Count(axis => axis < x.BatchAxis));
    }

    // The mean over two of three axes: what is left are the channels.
    private ComputedValue GlobalMean(ComputedValue x, int[] own, int[] axes, bool keep)
    {
        int channels = 3 - own[0] - own[1];
        ImportNode image = channels == 0 ? x.Node : Transposed(x.Node, [channels, own[0], own[1]]);
        ImportNode means = Make(new GlobalAveragePool(), image);
        int[] seen = [.. x.Axes.Select(axis => axis < 0 ? axis : axis == channels ? 0 : ComputedValue.Unit)];
        var pooled = x.Seen(means, seen);
        return keep ? pooled : Without(pooled, axes);
    }

    private void Note(string note)
    {
        if (!_notes.Contains(note))
            _notes.Add(note);
    }
}
