using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>What a node of an <see cref="ArchitectureGraph"/> computes: an immutable value without weights.</summary>
/// <remarks>
/// Shapes here are those of one sample, without the batch axis: [channels, height, width] for images, [features] for
/// vectors. A subclass is one file and a sealed record; two primitives are equal when their settings are.
/// Weights belong to a <see cref="Network"/>; this type only says which it needs.
/// </remarks>
public abstract record Primitive
{
    /// <summary>The name in saved files: lower-case snake_case, the same for every instance of the type.</summary>
    public abstract string Kind { get; }

    /// <summary>The shape of the output for one sample.</summary>
    /// <exception cref="ShapeException">The inputs do not fit: their number, rank or sizes.</exception>
    public abstract Shape InferShape(ReadOnlySpan<Shape> inputs);

    /// <summary>The weights that the primitive needs for inputs of these shapes, in a fixed order.</summary>
    public virtual IReadOnlyList<WeightSpec> Weights(ReadOnlySpan<Shape> inputs) => [];

    /// <summary>Floating-point operations for one sample, exact: a multiply-add counts as two.</summary>
    public abstract long Flops(ReadOnlySpan<Shape> inputs);

    /// <summary>Computes the output for a batch.</summary>
    /// <param name="inputs">Shapes as of <see cref="InferShape"/> with the batch axis in front.</param>
    /// <param name="weights">As of <see cref="Weights"/>, same order.</param>
    /// <param name="context">Training or evaluation, and the randomness that dropout draws from.</param>
    public abstract Tensor Apply(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context);
}
