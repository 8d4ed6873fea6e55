using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>What a node of an <see cref="ArchitectureGraph"/> computes: an immutable value without
/// weights.</summary>
/// <remarks>
/// Shapes here are those of one sample, without the batch axis: [channels, height, width] for images,
/// [features] for vectors. A subclass is one file and a sealed record; two primitives are equal when their
/// settings are. Weights belong to a <see cref="Network"/>; this type only says which it needs. Settings are
/// checked in <see cref="InferShape"/>, which every graph calls: a graph that exists has sound settings.
/// </remarks>
public abstract record Primitive
{
    /// <summary>The name in saved files: lower-case snake_case, the same for every instance of the
    /// type.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether the order of the inputs does not matter: <see cref="ArchitectureGraph.Key"/> ignores
    /// it then.</summary>
    public virtual bool Commutative => false;

    /// <summary>The shape of the output for one sample.</summary>
    /// <exception cref="ShapeException">The inputs do not fit: their number, rank or sizes.</exception>
    public abstract Shape InferShape(ReadOnlySpan<Shape> inputs);

    /// <summary>The weights that the primitive needs for inputs of these shapes, in a fixed order.</summary>
    public virtual IReadOnlyList<WeightSpec> Weights(ReadOnlySpan<Shape> inputs) => [];

    /// <summary>Floating-point operations for one sample in evaluation, exact: a multiply-add counts as two,
    /// any other elementary function (comparison, exp, sine) as one. Padding counts as if it were data, as in
    /// published counts.</summary>
    public abstract long Flops(ReadOnlySpan<Shape> inputs);

    /// <summary>Computes the output for a batch.</summary>
    /// <param name="inputs">Shapes as of <see cref="InferShape"/> with the batch axis in front.</param>
    /// <param name="weights">As of <see cref="Weights"/>, same order.</param>
    /// <param name="context">Training or evaluation, and the randomness that dropout draws from.</param>
    public abstract Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context);

    /// <summary>Writes the settings as they are in saved files; the kind's reader takes them back.</summary>
    protected internal virtual void Describe(SettingWriter settings) { }
}
