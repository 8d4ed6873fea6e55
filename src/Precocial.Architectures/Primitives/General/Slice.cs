using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Some positions along one axis: every <paramref name="Step"/>th from
/// <paramref name="Start"/> on.</summary>
/// <param name="Axis">Which axis of the sample, from 0.</param>
/// <param name="Start">The first position.</param>
/// <param name="Count">How many positions.</param>
/// <param name="Step">The distance between them.</param>
public sealed record Slice(int Axis, int Start, int Count, int Step = 1) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "slice";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.One(Kind, inputs);
        InputRule.Positive(Kind, Count);
        InputRule.Positive(Kind, Step);
        if ((uint)Axis >= (uint)x.Rank || Start < 0 || Start + (Count - 1L) * Step >= x[Axis])
            throw new ShapeException($"{Kind}: the positions must lie within an axis of {x}, but are {Count} from "
                + $"{Start} on in steps of {Step} along axis {Axis}.");
        int[] axes = x.ToArray();
        axes[Axis] = Count;
        return Shape.Create(axes);
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        Tensor x = inputs[0];
        int axis = Axis + 1;
        if (Step == 1)
            return x.Slice(axis, Start, Count);
        // Whole steps, each one row of a matrix whose first column is wanted.
        int length = Math.Min(Count * Step, x.Shape[axis] - Start);
        Tensor part = x.Slice(axis, Start, length);
        if (length < Count * Step)
            part = part.Pad(axis, 0, Count * Step - length);
        int[] sizes = x.Shape.ToArray();
        sizes[axis] = Count;
        int inner = 1;
        foreach (int size in sizes.AsSpan(axis + 1))
            inner *= size;
        return part.Reshape([part.Count / (Step * inner), Step, inner]).Slice(1, 0, 1).Reshape(Shape.Create(sizes));
    }

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("axis", Axis);
        settings.Write("start", Start);
        settings.Write("count", Count);
        if (Step != 1)
            settings.Write("step", Step);
    }

    internal static Slice Read(SettingReader settings) => new(
        settings.Whole("axis", max: Shape.MaxRank), settings.Whole("start"), settings.Positive("count"),
        settings.Positive("step", 1));
}
