using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>The mean of each channel: [channels, height, width] to [channels].</summary>
public sealed record GlobalAveragePool : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "global_average_pool";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => [InputRule.Image(Kind, inputs)[0]];

    /// <summary>For each channel height·width − 1 additions and a division.</summary>
    public override long Flops(ReadOnlySpan<Shape> inputs) => inputs[0].Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs[0].GlobalAveragePool();

    internal static GlobalAveragePool Read(SettingReader settings) => new();
}
