using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>The matrix product of two inputs over their last two axes, for each position of the axes
/// before.</summary>
/// <remarks>The product with a learned matrix is <see cref="Linear"/>.</remarks>
/// <param name="TransposeLeft">Whether the first input is [..., k, m] instead of [..., m, k].</param>
/// <param name="TransposeRight">Whether the second input is [..., n, k] instead of [..., k, n].</param>
public sealed record MatMul(bool TransposeLeft = false, bool TransposeRight = false) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "mat_mul";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        bool fits = inputs.Length == 2 && inputs[0].Rank >= 2 && inputs[0].Rank == inputs[1].Rank;
        for (int i = 0; fits && i < inputs[0].Rank - 2; i++)
            fits = inputs[0][i] == inputs[1][i];
        if (!fits || Inner(inputs) != inputs[1][TransposeRight ? ^1 : ^2])
            throw new ShapeException($"{Kind}: the inputs must be [..., m, k] and [..., k, n], but are "
                + $"{string.Join(" and ", inputs.ToArray())}{(TransposeLeft ? ", the first transposed" : "")}"
                + $"{(TransposeRight ? ", the second transposed" : "")}.");
        int[] axes = inputs[0].ToArray();
        axes[^2] = inputs[0][TransposeLeft ? ^1 : ^2];
        axes[^1] = inputs[1][TransposeRight ? ^2 : ^1];
        return Shape.Create(axes);
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 2L * Inner(inputs) * InferShape(inputs).Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs[0].MatMul(inputs[1], TransposeLeft, TransposeRight);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("transpose_left", TransposeLeft);
        settings.Write("transpose_right", TransposeRight);
    }

    internal static MatMul Read(SettingReader settings) =>
        new(settings.Truth("transpose_left", false), settings.Truth("transpose_right", false));

    private int Inner(ReadOnlySpan<Shape> inputs) => inputs[0][TransposeLeft ? ^2 : ^1];
}
