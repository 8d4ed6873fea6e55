using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>A value that depends on the network's input: a node of ours, and how its axes appear in ONNX.</summary>
/// <remarks>
/// Our nodes compute samples, ONNX's compute batches, in which the batch may be any axis, or a factor of one
/// (windows and heads are often multiplied into the batch). So each axis of ONNX says where it comes from: an axis
/// of the sample, <see cref="Unit"/> (size 1, not there in the sample) or <see cref="Batch"/>. Every axis of the
/// sample appears once. Transposing, squeezing and unsqueezing change this list alone: transpositions that cancel
/// never become nodes.
/// </remarks>
/// <param name="node">The node that computes it.</param>
/// <param name="axes">For each axis of ONNX: an axis of the sample, <see cref="Unit"/> or
/// <see cref="Batch"/>.</param>
/// <param name="batchAxis">The axis of ONNX that holds the batch: alone (<see cref="Batch"/>), or as a factor of an
/// axis of the sample.</param>
/// <param name="batchIsInner">Whether it is the inner factor: places and samples [tokens·batch, features].</param>
internal sealed class ComputedValue(ImportNode node, int[] axes, int batchAxis, bool batchIsInner = false) : OnnxValue
{
    public const int Batch = -1, Unit = -2;

    public ImportNode Node => node;

    public int[] Axes => axes;

    public int BatchAxis => batchAxis;

    public bool BatchIsInner => batchIsInner;

    public int Rank => axes.Length;

    /// <summary>Whether the batch has an axis of its own.</summary>
    public bool HasPureBatch => axes[batchAxis] == Batch;

    /// <summary>A value whose axes stand in order, the batch first.</summary>
    public static ComputedValue InOrder(ImportNode node) =>
        new(node, [Batch, .. Enumerable.Range(0, node.Shape.Rank)], 0);

    /// <summary>The size of an axis without the batch: 1 for the batch's own.</summary>
    public int SizeWithoutBatch(int axis) => axes[axis] >= 0 ? node.Shape[axes[axis]] : 1;

    /// <summary>The shape in ONNX for a batch of a size.</summary>
    public long[] Shape(int batch)
    {
        long[] shape = new long[axes.Length];
        for (int i = 0; i < shape.Length; i++)
            shape[i] = SizeWithoutBatch(i) * (i == batchAxis ? (long)batch : 1);
        return shape;
    }

    /// <summary>Another node of the same layout.</summary>
    public ComputedValue With(ImportNode other) => new(other, axes, batchAxis, batchIsInner);

    /// <summary>The same node under another list of axes.</summary>
    public ComputedValue Seen(int[] others, int batch) => new(node, others, batch, batchIsInner);

    /// <summary>Another node under another list of axes, the batch in the same.</summary>
    public ComputedValue Seen(ImportNode other, int[] others) => new(other, others, batchAxis, batchIsInner);
}
