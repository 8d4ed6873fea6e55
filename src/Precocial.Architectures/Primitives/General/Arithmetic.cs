using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Two inputs, element by element; axes of size 1 are stretched.</summary>
/// <remarks>The sum of inputs of one shape is <see cref="Sum"/>; with a number it is <see cref="Affine"/>, with a
/// learned tensor <see cref="TensorArithmetic"/>.</remarks>
/// <param name="Function">What is done with the two.</param>
public sealed record Arithmetic(ArithmeticFunction Function) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "arithmetic";

    /// <inheritdoc/>
    public override bool Commutative => Function is not (ArithmeticFunction.Subtract or ArithmeticFunction.Divide);

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        if (!Enum.IsDefined(Function))
            throw new ShapeException($"{Kind}: there is no function {(int)Function}.");
        return inputs.Length == 2 && inputs[0].Rank == inputs[1].Rank
            ? Broadcast(Kind, inputs[0], inputs[1])
            : throw new ShapeException($"{Kind}: takes two inputs with as many axes, but has "
                + $"{string.Join(" and ", inputs.ToArray())}.");
    }

    /// <summary>One for each output.</summary>
    public override long Flops(ReadOnlySpan<Shape> inputs) => InferShape(inputs).Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        Apply(Function, inputs[0], inputs[1]);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings) =>
        settings.Write("function", Words.Of(Function));

    internal static Arithmetic Read(SettingReader settings) =>
        new(Words.Read<ArithmeticFunction>(settings, "function"));

    /// <summary>The shape of two operands with as many axes, those of size 1 stretched.</summary>
    internal static Shape Broadcast(string kind, Shape a, Shape b)
    {
        int[] axes = a.ToArray();
        for (int i = 0; i < axes.Length; i++)
        {
            if (a[i] != b[i] && a[i] != 1 && b[i] != 1)
                throw new ShapeException($"{kind}: axes must be equal or 1, but the operands are {a} and {b}.");
            axes[i] = a[i] == 1 ? b[i] : a[i];
        }
        return Shape.Create(axes);
    }

    internal static Tensor Apply(ArithmeticFunction function, Tensor x, Tensor y) => function switch
    {
        ArithmeticFunction.Add => x.Add(y),
        ArithmeticFunction.Subtract => x.Subtract(y),
        ArithmeticFunction.Multiply => x.Multiply(y),
        ArithmeticFunction.Divide => x.Divide(y),
        ArithmeticFunction.Maximum => x.Maximum(y),
        _ => x.Negate().Maximum(y.Multiply(-1)).Negate(),
    };
}

/// <summary>What <see cref="Arithmetic"/> and <see cref="TensorArithmetic"/> do with two operands.</summary>
public enum ArithmeticFunction
{
    /// <summary>x + y.</summary>
    Add,

    /// <summary>x − y.</summary>
    Subtract,

    /// <summary>x·y.</summary>
    Multiply,

    /// <summary>x/y.</summary>
    Divide,

    /// <summary>The smaller of the two.</summary>
    Minimum,

    /// <summary>The larger of the two.</summary>
    Maximum,
}
