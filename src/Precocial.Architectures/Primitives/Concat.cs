using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Inputs one after the other along their first axis: channels of images, features of
/// vectors.</summary>
public sealed record Concat : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "concat";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        if (inputs.IsEmpty)
            throw new ShapeException($"{Kind}: needs at least one input, but has none.");
        int[] axes = inputs[0].ToArray();
        foreach (Shape x in inputs[1..])
        {
            if (x.Rank != axes.Length || !x.ToArray().AsSpan(1).SequenceEqual(axes.AsSpan(1)))
                throw new ShapeException($"{Kind}: inputs may differ in the first axis alone, but are "
                    + $"{inputs[0]} and {x}. Pool or stride one of them.");
            axes[0] = checked(axes[0] + x[0]);
        }
        return Shape.Create(axes);
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs.Length == 1 ? inputs[0] : TensorOperations.Concat(inputs, axis: 1);

    internal static Concat Read(SettingReader settings) => new();
}
