using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>The same elements in row-major order under another shape.</summary>
/// <remarks>Its neighbour <see cref="Flatten"/> makes a vector of any shape; this one states the shape.</remarks>
/// <param name="Target">The shape of one sample afterwards; as many elements as before.</param>
public sealed record Reshape(Shape Target) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "reshape";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.One(Kind, inputs);
        if (Target.Rank is 0 or >= Shape.MaxRank || Target.Count != x.Count)
            throw new ShapeException($"{Kind}: the target must have 1 to {Shape.MaxRank - 1} axes and the {x.Count} "
                + $"elements of {x}, but is {Target}.");
        return Target;
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs[0].Reshape(BatchShape.With(inputs[0].Shape[0], Target));

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings) => settings.Write("shape", Target);

    internal static Reshape Read(SettingReader settings) => new(settings.Shape("shape"));
}
