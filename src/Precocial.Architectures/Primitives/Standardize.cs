using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>y = (x − mean) · scale, with constants of the data: one pair a channel or feature.</summary>
/// <remarks>It is part of the network so that a saved network takes raw data. Its nearest neighbour
/// <see cref="BatchNorm"/> learns its numbers; these came with the data and never change.</remarks>
/// <param name="Mean">What is subtracted; one value for each channel or feature.</param>
/// <param name="Scale">What the difference is multiplied by: the reciprocal of the deviation.</param>
public sealed record Standardize(ImmutableArray<float> Mean, ImmutableArray<float> Scale) : Primitive
{
    private readonly Lock _gate = new();
    private (Shape Axes, Tensor Mean, Tensor Scale)? _constants;

    /// <inheritdoc/>
    public override string Kind => "standardize";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.One(Kind, inputs);
        if (Mean.Length != x[0] || Scale.Length != x[0])
            throw new ShapeException($"{Kind}: needs one mean and one scale for each of the {x[0]} "
                + $"channels or features of {x}, but has {Mean.Length} and {Scale.Length}.");
        return x;
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 2L * inputs[0].Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        (_, Tensor mean, Tensor scale) = Constants(inputs[0].Shape.Rank);
        return inputs[0].Subtract(mean).Multiply(scale);
    }

    /// <inheritdoc/>
    public bool Equals(Standardize? other) =>
        other is not null && Mean.AsSpan().SequenceEqual(other.Mean.AsSpan())
        && Scale.AsSpan().SequenceEqual(other.Scale.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Mean.Length, Mean.Length > 0 ? Mean[0] : 0);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("mean", Mean.AsSpan());
        settings.Write("scale", Scale.AsSpan());
    }

    internal static Standardize Read(SettingReader settings) =>
        new(settings.Numbers("mean"), settings.Numbers("scale"));

    // Tensors of shape [channels, 1, ...], which broadcast over the batch and the axes after the channels.
    private (Shape Axes, Tensor Mean, Tensor Scale) Constants(int rank)
    {
        lock (_gate)
        {
            if (_constants is { } known && known.Axes.Rank == rank - 1)
                return known;
            var axes = new int[rank - 1];
            Array.Fill(axes, 1);
            axes[0] = Mean.Length;
            Shape shape = Shape.Create(axes);
            _constants = (shape, Tensor.From(Mean.AsSpan(), shape), Tensor.From(Scale.AsSpan(), shape));
            return _constants.Value;
        }
    }
}
