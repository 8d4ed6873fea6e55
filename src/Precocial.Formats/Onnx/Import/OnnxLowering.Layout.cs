using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>Brings values into the layouts that primitives ask for.</summary>
internal sealed partial class OnnxLowering
{
    /// <summary>A value whose sample's axes stand in ONNX's order.</summary>
    /// <param name="x">Any value.</param>
    /// <param name="withUnits">Whether axes of size 1 become axes of the sample.</param>
    private ComputedValue Ordered(ComputedValue x, bool withUnits)
    {
        int[] order = [.. x.Axes.Where(axis => axis >= 0)];
        ImportNode node = Transposed(x.Node, order);
        int next = 0;
        int[] axes = [.. x.Axes.Select(axis => axis >= 0 ? next++ : axis)];
        var ordered = x.Seen(node, axes);
        return withUnits && axes.Contains(ComputedValue.Unit) ? WithUnits(ordered) : ordered;
    }

    private ComputedValue WithUnits(ComputedValue x)
    {
        int next = 0;
        int[] axes = [.. x.Axes.Select(axis => axis == ComputedValue.Batch ? axis : next++)];
        int[] sizes = [.. Enumerable.Range(0, x.Rank).Where(i => axes[i] >= 0).Select(x.SizeWithoutBatch)];
        return x.Seen(Reshaped(x.Node, sizes), axes);
    }

    /// <summary>A value one of whose axes is the sample's last; the others may stand in any order.</summary>
    private ComputedValue WithLast(ComputedValue x, int axis)
    {
        if (axis == x.BatchAxis)
            throw new OnnxRefusal("it works along the axis of the batch");
        if (x.Axes[axis] == ComputedValue.Unit)
            x = WithUnits(Ordered(x, withUnits: false));
        int rank = x.Node.Shape.Rank, last = x.Axes[axis];
        if (last == rank - 1)
            return x;
        int[] others = [.. x.Axes.Where(a => a >= 0 && a != last)];
        return Permuted(x, [.. others, last]);
    }

    // The same value with the sample's axes in another order.
    private ComputedValue Permuted(ComputedValue x, int[] order)
    {
        ImportNode node = Transposed(x.Node, order);
        int[] axes = [.. x.Axes.Select(axis => axis >= 0 ? Array.IndexOf(order, axis) : axis)];
        return x.Seen(node, axes);
    }

    /// <summary>An image [channels, height, width] whose batch is the first axis.</summary>
    private ImportNode Image(ComputedValue x)
    {
        if (x.Rank != 4)
            throw new OnnxRefusal($"its input must be [batch, channels, height, width], but is {Text(x)}. Networks of "
                + "sequences or volumes are not read");
        RequirePureBatch(x);
        return Ordered(x, withUnits: true).Node;
    }

    private void RequirePureBatch(ComputedValue x)
    {
        if (x.BatchAxis != 0 || !x.HasPureBatch)
            throw new OnnxRefusal($"its input must have the batch as its first axis, but is {Text(x)}");
    }

    private string Text(ComputedValue x) => "[" + string.Join(", ", Enumerable.Range(0, x.Rank).Select(axis =>
        axis != x.BatchAxis ? $"{x.SizeWithoutBatch(axis)}"
        : x.HasPureBatch ? "batch" : x.BatchIsInner ? $"{x.SizeWithoutBatch(axis)}·batch"
        : $"batch·{x.SizeWithoutBatch(axis)}")) + "]";

    private ImportNode Transposed(ImportNode node, int[] order)
    {
        if (node.Primitive is Transpose earlier)
        {
            order = [.. order.Select(axis => earlier.Axes[axis])];
            node = node.Inputs[0];
        }
        return order.SequenceEqual(Enumerable.Range(0, order.Length))
            ? node
            : Make(new Transpose([.. order]), node);
    }

    private ImportNode Reshaped(ImportNode node, int[] sizes)
    {
        if (sizes.Length >= Shape.MaxRank)
            throw new OnnxRefusal($"a sample of [{string.Join(", ", sizes)}] has more than {Shape.MaxRank - 1} axes");
        Shape shape = Shape.Create(sizes.Length == 0 ? [1] : sizes);
        if (node.Primitive is Reshape or Flatten)
            node = node.Inputs[0];
        if (node.Shape == shape)
            return node;
        return Make(shape.Rank == 1 ? new Flatten() : new Reshape(shape), node);
    }

    /// <summary>A value seen as another shape, in which the batch is 1 or the file's.</summary>
    private ComputedValue SeenAs(ComputedValue x, int[] target)
    {
        ComputedValue ordered = Ordered(x, withUnits: false);
        (int at, int inFront) = BatchIn(target, Before(x));
        // With a batch of 1, [places, 1, features] as [places, features] may mean two things. Nobody multiplies the
        // batch into the features.
        if (at > 0 && at == target.Length - 1 && target[at] > batch && target[at - 1] > 1)
            (at, inFront) = (at - 1, target[at - 1]);
        if (at < 0)
            throw new OnnxRefusal($"seeing {Text(x)} as [{string.Join(", ", target)}] mixes samples of the batch");
        int inBatch = Math.Max(1, target[at] / batch);
        if (inFront > 1 && inFront != inBatch)
            throw new OnnxRefusal($"[{string.Join(", ", target)}] has the batch in the middle of an axis");
        int[] axes = new int[target.Length];
        var sizes = new List<int>();
        for (int i = 0; i < target.Length; i++)
        {
            int size = i == at ? inBatch : target[i];
            axes[i] = size != 1 ? sizes.Count : i == at ? ComputedValue.Batch : ComputedValue.Unit;
            if (size != 1)
                sizes.Add(size);
        }
        ImportNode node = Reshaped(ordered.Node, [.. sizes]);
        return new ComputedValue(node, Owning(axes, sizes.Count, at), at, inFront > 1);
    }

    // How many elements of a sample stand before the batch.
    private static long Before(ComputedValue x)
    {
        long before = x.BatchIsInner ? x.SizeWithoutBatch(x.BatchAxis) : 1;
        for (int i = 0; i < x.BatchAxis; i++)
            before *= x.SizeWithoutBatch(i);
        return before;
    }

    // A sample of one element still has an axis.
    private static int[] Owning(int[] axes, int count, int batchAxis)
    {
        if (count > 0)
            return axes;
        int unit = Array.LastIndexOf(axes, ComputedValue.Unit);
        axes[unit >= 0 ? unit : batchAxis] = 0;
        return axes;
    }

    // Where the batch, before which `before` elements stand, is in a shape, and how many of them are in its own axis.
    private (int Axis, int InFront) BatchIn(int[] target, long before)
    {
        long product = 1;
        for (int i = 0; i < target.Length; i++)
        {
            if (target[i] < 1)
                return (-1, 0);
            if (product == before && target[i] % batch == 0)
                return (i, 1);
            if (product * target[i] > before)
            {
                long inFront = before / product;
                return product * inFront == before && target[i] % (inFront * batch) == 0 ? (i, (int)inFront)
                    : (-1, 0);
            }
            product *= target[i];
        }
        return (-1, 0);
    }

    private static int Product(int[] sizes)
    {
        int product = 1;
        foreach (int size in sizes)
            product = checked(product * size);
        return product;
    }
}
