using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>An elementary function of each element that is no activation by itself: what imported networks build
/// others from.</summary>
/// <param name="Function">Which one.</param>
public sealed record Elementwise(ElementFunction Function) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "elementwise";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs) => Enum.IsDefined(Function)
        ? InputRule.One(Kind, inputs)
        : throw new ShapeException($"{Kind}: there is no function {(int)Function}.");

    /// <summary>One an element.</summary>
    public override long Flops(ReadOnlySpan<Shape> inputs) => inputs[0].Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        Tensor x = inputs[0];
        return Function switch
        {
            ElementFunction.Sqrt => x.Sqrt(),
            ElementFunction.Square => x.Square(),
            ElementFunction.Reciprocal => x.Reciprocal(),
            ElementFunction.Exp => x.Exp(),
            _ => x.Log(),
        };
    }

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings) =>
        settings.Write("function", Words.Of(Function));

    internal static Elementwise Read(SettingReader settings) =>
        new(Words.Read<ElementFunction>(settings, "function"));
}

/// <summary>What <see cref="Elementwise"/> computes.</summary>
public enum ElementFunction
{
    /// <summary>√x.</summary>
    Sqrt,

    /// <summary>x².</summary>
    Square,

    /// <summary>1/x.</summary>
    Reciprocal,

    /// <summary>The exponential.</summary>
    Exp,

    /// <summary>The natural logarithm.</summary>
    Log,
}
