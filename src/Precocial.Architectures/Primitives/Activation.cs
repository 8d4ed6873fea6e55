using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>A function of each element.</summary>
/// <param name="Function">Which one.</param>
public sealed record Activation(ActivationFunction Function) : Primitive
{
    /// <inheritdoc/>
    public override string Kind => "activation";

    /// <summary>Whether it lets positive numbers through, more or less as they are, and cuts negative ones off: relu
    /// and its smooth relatives.</summary>
    public bool Rectifies => Function is ActivationFunction.Relu or ActivationFunction.Gelu
        or ActivationFunction.Silu or ActivationFunction.HardSwish or ActivationFunction.Relu6
        or ActivationFunction.GeluTanh;

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        if (!Enum.IsDefined(Function))
            throw new ShapeException($"{Kind}: there is no function {(int)Function}.");
        return InputRule.One(Kind, inputs);
    }

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs) => FlopsPerElement * inputs[0].Count;

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context)
    {
        Tensor x = inputs[0];
        return Function switch
        {
            ActivationFunction.Relu => x.Relu(),
            ActivationFunction.Gelu => x.Gelu(),
            ActivationFunction.Tanh => x.Tanh(),
            ActivationFunction.Sigmoid => x.Sigmoid(),
            ActivationFunction.HardSwish => x.HardSwish(),
            ActivationFunction.Silu => x.Silu(),
            ActivationFunction.Sin => x.Sin(),
            ActivationFunction.Cos => x.Cos(),
            ActivationFunction.Gaussian => x.Gaussian(),
            ActivationFunction.Abs => x.Abs(),
            ActivationFunction.Step => x.Step(),
            ActivationFunction.Negate => x.Negate(),
            ActivationFunction.Relu6 => x.Relu6(),
            ActivationFunction.HardSigmoid => x.HardSigmoid(),
            ActivationFunction.GeluTanh => x.GeluTanh(),
            _ => throw new InvalidOperationException($"There is no activation function {Function}."),
        };
    }

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings) =>
        settings.Write("function", NameOf(Function));

    internal static Activation Read(SettingReader settings)
    {
        string word = settings.Word("function");
        foreach (ActivationFunction function in Enum.GetValues<ActivationFunction>())
        {
            if (NameOf(function) == word)
                return new Activation(function);
        }
        string known = string.Join(", ", Enum.GetValues<ActivationFunction>().Select(NameOf));
        throw settings.Expected("function", $"one of {known}", $"\"{word}\"");
    }

    // Every arithmetic operation and every elementary function (exp, erf, tanh, sine, comparison) counts as
    // one.
    private long FlopsPerElement => Function switch
    {
        ActivationFunction.Gelu => 5,
        ActivationFunction.Sigmoid or ActivationFunction.Gaussian => 4,
        ActivationFunction.HardSwish or ActivationFunction.Silu => 5,
        ActivationFunction.Relu6 => 2,
        ActivationFunction.HardSigmoid => 4,
        ActivationFunction.GeluTanh => 9,
        _ => 1,
    };

    private static string NameOf(ActivationFunction function) => function switch
    {
        ActivationFunction.HardSwish => "hard_swish",
        ActivationFunction.HardSigmoid => "hard_sigmoid",
        ActivationFunction.GeluTanh => "gelu_tanh",
        _ => function.ToString().ToLowerInvariant(),
    };
}
