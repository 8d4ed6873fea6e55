using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Copies side by side along each axis.</summary>
/// <param name="Repeats">How many copies along each axis of the sample; 1 for none more.</param>
public sealed record Tile(ImmutableArray<int> Repeats) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "tile";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.One(Kind, inputs);
        if (Repeats.IsDefault || Repeats.Length != x.Rank || Repeats.Any(count => count < 1))
            throw new ShapeException($"{Kind}: needs one number of repeats, at least 1, for each axis of {x}, but has "
                + $"[{(Repeats.IsDefault ? "" : string.Join(", ", Repeats))}].");
        return Shape.Create([.. x.ToArray().Select((size, axis) => checked(size * Repeats[axis]))]);
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs[0].Tile([1, .. Repeats]);

    /// <inheritdoc/>
    public bool Equals(Tile? other) => other is not null && Repeats.SequenceEqual(other.Repeats);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Repeats.Length, Repeats.Length > 0 ? Repeats[^1] : 0);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings) =>
        settings.Write("repeats", Repeats.AsSpan());

    internal static Tile Read(SettingReader settings) => new(settings.Integers("repeats"));
}
