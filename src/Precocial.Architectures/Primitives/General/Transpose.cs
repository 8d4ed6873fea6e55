using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>The axes of a sample in another order.</summary>
/// <param name="Axes">Axis i of the output is axis <c>Axes[i]</c> of the input; each once. The batch axis does not
/// count.</param>
public sealed record Transpose(ImmutableArray<int> Axes) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "transpose";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.One(Kind, inputs);
        if (Axes.IsDefault || !Axes.Order().SequenceEqual(Enumerable.Range(0, x.Rank)))
            throw new ShapeException($"{Kind}: the axes must be 0 to {x.Rank - 1}, each once, but are "
                + $"[{(Axes.IsDefault ? "" : string.Join(", ", Axes))}].");
        return Shape.Create([.. Axes.Select(axis => x[axis])]);
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs[0].Permute([0, .. BatchShape.Axes(Axes.AsSpan())]);

    /// <inheritdoc/>
    public bool Equals(Transpose? other) => other is not null && Axes.SequenceEqual(other.Axes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Axes.Length, Axes.Length > 0 ? Axes[0] : 0);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings) => settings.Write("axes", Axes.AsSpan());

    internal static Transpose Read(SettingReader settings) => new(settings.Integers("axes"));
}
