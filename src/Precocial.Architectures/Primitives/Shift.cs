using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>An image moved up and left by one pixel, with zeros coming in: y[c, i, j] = x[c, i + 1, j +
/// 1].</summary>
/// <remarks>The second branch of DARTS's factorised reduction sees the pixels that stride 2 leaves out. The
/// size stays, so that images of odd sizes work, too.</remarks>
public sealed record Shift : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "shift";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => InputRule.Image(Kind, inputs);

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) => inputs[0].Shift();

    internal static Shift Read(SettingReader settings) => new();
}
