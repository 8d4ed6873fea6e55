using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>The mean, sum or largest element over some axes, which go or become 1.</summary>
/// <remarks>The mean over an image's pixels is <see cref="GlobalAveragePool"/>.</remarks>
/// <param name="Function">What is taken.</param>
/// <param name="Axes">Axes of the sample, ascending, each once.</param>
/// <param name="Keep">Whether the axes stay, with size 1.</param>
public sealed record Reduce(ReduceFunction Function, ImmutableArray<int> Axes, bool Keep = false) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "reduce";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.One(Kind, inputs);
        if (Axes.IsDefaultOrEmpty || !Enum.IsDefined(Function) || Axes[0] < 0 || Axes[^1] >= x.Rank
            || !Axes.SequenceEqual(Axes.Distinct().Order()) || (!Keep && Axes.Length == x.Rank))
            throw new ShapeException($"{Kind}: the axes must be some of 0 to {x.Rank - 1}, ascending, and one must "
                + $"stay, but are [{(Axes.IsDefault ? "" : string.Join(", ", Axes))}].");
        return Shape.Create(Keep
            ? [.. x.ToArray().Select((size, axis) => Axes.Contains(axis) ? 1 : size)]
            : [.. x.ToArray().Where((_, axis) => !Axes.Contains(axis))]);
    }

    /// <summary>One an element.</summary>
    public override long Flops(ReadOnlySpan<Shape> inputs) => inputs[0].Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        int[] axes = BatchShape.Axes(Axes.AsSpan());
        return Function switch
        {
            ReduceFunction.Mean => inputs[0].Mean(axes, Keep),
            ReduceFunction.Sum => inputs[0].Sum(axes, Keep),
            _ => inputs[0].Max(axes, Keep),
        };
    }

    /// <inheritdoc/>
    public bool Equals(Reduce? other) => other is not null && Function == other.Function && Keep == other.Keep
        && Axes.SequenceEqual(other.Axes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Function, Axes.Length, Keep);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("function", Words.Of(Function));
        settings.Write("axes", Axes.AsSpan());
        settings.Write("keep", Keep);
    }

    internal static Reduce Read(SettingReader settings) => new(
        Words.Read<ReduceFunction>(settings, "function"), settings.Integers("axes"), settings.Truth("keep", false));
}

/// <summary>What <see cref="Reduce"/> takes of many elements.</summary>
public enum ReduceFunction
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>The largest.</summary>
    Max,
}
