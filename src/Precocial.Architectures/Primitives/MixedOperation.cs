using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Several operations at once, each with its share: Σᵢ softmax(α)ᵢ·oᵢ, an edge of a relaxed
/// cell.</summary>
/// <remarks>Inputs: the outputs oᵢ of the operations, all of one shape. Weight: <c>alpha</c> [operations],
/// filled by every weight source with <see cref="Alpha"/>: it is part of the architecture, moved by a search
/// and not by training, and no parameter. So graphs with different α are different graphs. Its neighbour
/// <see cref="Sum"/> adds without shares. Source: Liu, Simonyan and Yang, "DARTS", ICLR 2019, (2).</remarks>
/// <param name="Row">Which row of the search's α this is: nodes of one row have the same α, as the same edge
/// of every cell has.</param>
/// <param name="Alpha">One logit for each operation.</param>
public sealed record MixedOperation(int Row, ImmutableArray<float> Alpha) : Primitive
{
    /// <summary>The name of the weight.</summary>
    public const string Weight = "alpha";

    /// <summary>Whether the first logit is that of the operation <c>none</c>, zeros, which takes its share
    /// but is no input.</summary>
    public bool NoneFirst { get; init; }

    /// <inheritdoc/>
    public override string Kind => "mixed_operation";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.Equal(Kind, inputs);
        int operations = inputs.Length + (NoneFirst ? 1 : 0);
        if (Alpha.IsDefault || Alpha.Length != operations || Row < 0)
        {
            int numbers = Alpha.IsDefault ? 0 : Alpha.Length;
            throw new ShapeException($"{Kind}: Alpha must have one number for each of the {operations} "
                + $"operations and Row be 0 or more, but there are {numbers} and Row is {Row}.");
        }
        foreach (float value in Alpha)
        {
            if (!float.IsFinite(value))
            {
                throw new ShapeException(
                    $"{Kind}: every number of Alpha must be finite, but one is {value}.");
            }
        }
        return x;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(ReadOnlySpan<Shape> inputs) =>
        [new WeightSpec(Weight, [Alpha.Length], WeightRole.Alpha) { Values = Alpha }];

    /// <summary>A multiply-add an element and input; the softmax is not counted.</summary>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 2L * inputs.Length * inputs[0].Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        Tensor alpha = weights[0];
        if (alpha.Tape is null && TapeOf(inputs) is { } tape)
            alpha = tape.Input(alpha);
        Tensor shares = alpha.Softmax();
        return TensorOperations.WeightedSum(
            inputs, NoneFirst ? shares.Slice(0, 1, inputs.Length) : shares);
    }

    /// <inheritdoc/>
    public bool Equals(MixedOperation? other) => other is not null && Row == other.Row
        && NoneFirst == other.NoneFirst && Alpha.AsSpan().SequenceEqual(other.Alpha.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Row, NoneFirst, Alpha.Length, Alpha[0]);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("row", Row);
        settings.Write("alpha", Alpha.AsSpan());
        if (NoneFirst)
            settings.Write("none_first", true);
    }

    internal static MixedOperation Read(SettingReader settings) =>
        new(settings.Whole("row"), settings.Numbers("alpha"))
        {
            NoneFirst = settings.Truth("none_first", false),
        };

    private static Tape? TapeOf(ReadOnlySpan<Tensor> inputs)
    {
        foreach (Tensor x in inputs)
        {
            if (x.Tape is { } tape)
                return tape;
        }
        return null;
    }
}
