using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>In training, zeroes each element with probability <paramref name="Rate"/> and scales the others
/// by 1/(1 − <paramref name="Rate"/>); in evaluation the identity.</summary>
/// <param name="Rate">In [0, 1).</param>
public sealed record Dropout(float Rate) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "dropout";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => Rate is >= 0 and < 1
        ? InputRule.One(Kind, inputs)
        : throw new ShapeException($"{Kind}: Rate must be in [0, 1), but is {Rate}.");

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Training without a random stream.</exception>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        if (!context.Training || Rate == 0)
            return inputs[0];
        Rng rng = context.Rng ?? throw new InvalidOperationException(
            "Dropout draws random numbers while training: give ApplyContext an Rng.");
        return inputs[0].Dropout(Rate, rng, training: true);
    }

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings) => settings.Write("rate", Rate);

    internal static Dropout Read(SettingReader settings) => new(settings.Number("rate", 0, 0, 0.9999999f));
}
