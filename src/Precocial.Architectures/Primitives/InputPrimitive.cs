using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>The source of a graph: node 0, and only node 0. Raw data, as it is in the file.</summary>
/// <param name="Shape">The shape of one sample.</param>
public sealed record InputPrimitive(Shape Shape) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "input";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        if (!inputs.IsEmpty)
            throw new ShapeException($"{Kind}: takes no inputs, but has {inputs.Length}.");
        if (Shape.Rank is 0 or > Shape.MaxRank - 1 || Shape.Count == 0)
            throw new ShapeException(
                $"{Kind}: a sample has 1 to {Shape.MaxRank - 1} axes and at least one element, but the "
                    + $"shape is {Shape}.");
        return Shape;
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => 0;

    /// <summary>Not called: a network puts its input there.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        throw new InvalidOperationException("The input of a graph is given, not computed: use "
            + "Network.Forward.");

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings) => settings.Write("shape", Shape);

    internal static InputPrimitive Read(SettingReader settings) => new(settings.Shape("shape"));
}
