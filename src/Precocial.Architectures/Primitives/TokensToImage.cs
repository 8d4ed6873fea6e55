using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Tokens as the pixels of an image, row by row: [Height·Width, channels] to [channels, Height,
/// Width].</summary>
/// <remarks>The way back from <see cref="ImageToTokens"/>.</remarks>
/// <param name="Height">Rows of the image.</param>
/// <param name="Width">Columns of the image.</param>
public sealed record TokensToImage(int Height, int Width) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "tokens_to_image";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.Tokens(Kind, inputs);
        InputRule.Positive(Kind, Height);
        InputRule.Positive(Kind, Width);
        return (long)Height * Width == x[0] ? [x[1], Height, Width] : throw new ShapeException(
            $"{Kind}: {Height} x {Width} pixels need {(long)Height * Width} tokens, but the input is {x}.");
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        Shape x = inputs[0].Shape;
        return inputs[0].Permute(0, 2, 1).Reshape([x[0], x[2], Height, Width]);
    }

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("height", Height);
        settings.Write("width", Width);
    }

    internal static TokensToImage Read(SettingReader settings) =>
        new(settings.Positive("height"), settings.Positive("width"));
}
