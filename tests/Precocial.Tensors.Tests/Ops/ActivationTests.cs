namespace Precocial.Tensors.Tests;

public sealed class ActivationTests : OperationTests
{
    public static TheoryData<string, Func<Tensor, Tensor>, Func<double, double>> Cases => new()
    {
        { "Relu", x => x.Relu(), x => Math.Max(x, 0) },
        { "GeluTanh", x => x.GeluTanh(), GeluTanh },
        { "Tanh", x => x.Tanh(), Math.Tanh },
        { "Sigmoid", x => x.Sigmoid(), x => 1 / (1 + Math.Exp(-x)) },
        { "Relu6", x => x.Affine(4, 1).Relu6(), x => Math.Clamp(4 * x + 1, 0, 6) },
        { "HardSwish", x => x.HardSwish(), x => x * Math.Clamp(x + 3, 0, 6) / 6 },
        { "HardSigmoid", x => x.HardSigmoid(), x => Math.Clamp(x + 3, 0, 6) / 6 },
        { "Silu", x => x.Silu(), x => x / (1 + Math.Exp(-x)) },
        { "Sin", x => x.Sin(), Math.Sin },
        { "Cos", x => x.Cos(), Math.Cos },
        { "Gaussian", x => x.Gaussian(), x => Math.Exp(-x * x / 2) },
        { "Abs", x => x.Abs(), Math.Abs },
        { "Step", x => x.Step(), x => x > 0 ? 1 : 0 },
        { "Exp", x => x.Exp(), Math.Exp },
        { "Log", x => x.Square().Log(), x => Math.Log(x * x) },
        { "Sqrt", x => x.Abs().Sqrt(), x => Math.Sqrt(Math.Abs(x)) },
        { "Square", x => x.Square(), x => x * x },
        { "Negate", x => x.Negate(), x => -x },
        { "Reciprocal", x => x.Reciprocal(), x => 1 / x },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Activation_EqualsItsFormula(
        string name, Func<Tensor, Tensor> activation, Func<double, double> formula)
    {
        var x = Normal([37]) * 3;
        var y = activation(x);

        for (int i = 0; i < x.Count; i++)
        {
            double expected = formula(x.Span[i]), tolerance = 1e-5 * Math.Max(1, Math.Abs(expected));
            ((double)y.Span[i]).ShouldBe(expected, tolerance, $"{name}({x.Span[i]})");
        }
    }

    [Theory]
    [InlineData(-2, -0.04550026)]
    [InlineData(-0.5, -0.15426877)]
    [InlineData(0, 0)]
    [InlineData(1, 0.84134475)]
    [InlineData(3, 2.99595031)]
    public void Gelu_EqualsXTimesTheNormalDistribution(float x, double expected) =>
        ((double)Of([1], x).Gelu().Span[0]).ShouldBe(expected, 1e-6);

    private static double GeluTanh(double x) =>
        x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
}
