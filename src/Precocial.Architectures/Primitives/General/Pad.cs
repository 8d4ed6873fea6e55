using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>A sample made longer at the ends of its axes, by one value.</summary>
/// <param name="Before">Positions added before the first, for each axis of the sample.</param>
/// <param name="After">Positions added after the last, for each axis.</param>
/// <param name="Value">What the new positions hold.</param>
public sealed record Pad(ImmutableArray<int> Before, ImmutableArray<int> After, float Value = 0) : Primitive
{
    private const int MaxPositions = 1 << 20;

    /// <inheritdoc/>
    public override string Kind => "pad";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.One(Kind, inputs);
        bool fits = !Before.IsDefault && !After.IsDefault && Before.Length == x.Rank && After.Length == x.Rank
            && float.IsFinite(Value);
        if (!fits || Before.Concat(After).Any(count => count is < 0 or > MaxPositions))
            throw new ShapeException($"{Kind}: needs 0 to {MaxPositions} positions before and after each of the "
                + $"{x.Rank} axes of {x}, and a finite value.");
        return Shape.Create([.. x.ToArray().Select((size, axis) => checked(Before[axis] + size + After[axis]))]);
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        Tensor y = inputs[0];
        for (int axis = 0; axis < Before.Length; axis++)
        {
            if (Before[axis] > 0 || After[axis] > 0)
                y = y.Pad(axis + 1, Before[axis], After[axis], Value);
        }
        return y;
    }

    /// <inheritdoc/>
    public bool Equals(Pad? other) => other is not null && Value.Equals(other.Value)
        && Before.SequenceEqual(other.Before) && After.SequenceEqual(other.After);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Before.Length, Value);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("before", Before.AsSpan());
        settings.Write("after", After.AsSpan());
        settings.Write("value", Value);
    }

    internal static Pad Read(SettingReader settings) => new(settings.Integers("before"), settings.Integers("after"),
        settings.Number("value", 0, float.MinValue, float.MaxValue));
}
