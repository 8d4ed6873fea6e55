using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>An input and a tensor of the network's own, element by element; axes of size 1 are
/// stretched.</summary>
/// <remarks>Weight: <c>weight</c> [1, ...Operand], the second operand; learned, or a constant that came with an
/// imported network. Its neighbours <see cref="Standardize"/> and <see cref="BatchNorm"/> know what their numbers
/// mean; this one does not.</remarks>
/// <param name="Function">What is done with the two.</param>
/// <param name="Operand">The tensor's shape for one sample; as many axes as the input.</param>
/// <param name="Trained">Whether the tensor is learned.</param>
public sealed record TensorArithmetic(ArithmeticFunction Function, Shape Operand, bool Trained = true) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "tensor_arithmetic";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.One(Kind, inputs);
        if (!Enum.IsDefined(Function))
            throw new ShapeException($"{Kind}: there is no function {(int)Function}.");
        return Operand.Rank == x.Rank && Operand.Count > 0
            ? Arithmetic.Broadcast(Kind, x, Operand)
            : throw new ShapeException($"{Kind}: Operand must have as many axes as the input {x}, but is {Operand}.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(ReadOnlySpan<Shape> inputs) =>
        [new WeightSpec("weight", BatchShape.With(1, Operand), Role)];

    /// <summary>One for each output.</summary>
    public override long Flops(ReadOnlySpan<Shape> inputs) => InferShape(inputs).Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        Arithmetic.Apply(Function, inputs[0], weights[0]);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("function", Words.Of(Function));
        settings.Write("operand", Operand);
        settings.Write("trained", Trained);
    }

    internal static TensorArithmetic Read(SettingReader settings) => new(
        Words.Read<ArithmeticFunction>(settings, "function"), settings.Shape("operand"),
        settings.Truth("trained", true));

    // What leaves the input as it was is where training starts.
    private WeightRole Role => !Trained ? WeightRole.Constant
        : Function is ArithmeticFunction.Multiply or ArithmeticFunction.Divide ? WeightRole.Scale : WeightRole.Bias;
}
