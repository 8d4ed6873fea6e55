using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Inputs one after the other along an axis, the first if nothing is said: channels of images, features
/// of vectors.</summary>
public sealed record Concat : Primitive
{
    /// <summary>Along which axis of the sample, from 0.</summary>
    public int Axis { get; init; }

    /// <inheritdoc/>
    public override string Kind => "concat";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        if (inputs.IsEmpty)
            throw new ShapeException($"{Kind}: needs at least one input, but has none.");
        int[] axes = inputs[0].ToArray();
        if ((uint)Axis >= (uint)axes.Length)
            throw new ShapeException($"{Kind}: there is no axis {Axis} in {inputs[0]}.");
        foreach (Shape x in inputs[1..])
        {
            if (x.Rank != axes.Length || !Others(x).SequenceEqual(Others(inputs[0])))
                throw new ShapeException($"{Kind}: inputs may differ in axis {Axis} alone, but are "
                    + $"{inputs[0]} and {x}. Pool or stride one of them.");
            axes[Axis] = checked(axes[Axis] + x[Axis]);
        }
        return Shape.Create(axes);
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs.Length == 1 ? inputs[0] : TensorOperations.Concat(inputs, Axis + 1);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        if (Axis != 0)
            settings.Write("axis", Axis);
    }

    internal static Concat Read(SettingReader settings) =>
        new() { Axis = settings.Whole("axis", max: Shape.MaxRank, absent: 0) };

    private IEnumerable<int> Others(Shape shape) => shape.ToArray().Where((_, axis) => axis != Axis);
}
