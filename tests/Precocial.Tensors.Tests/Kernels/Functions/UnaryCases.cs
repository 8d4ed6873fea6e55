using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels.Functions;

internal unsafe delegate void UnaryKernel(float* x, float* y, long n, WorkerPool? workers);

internal unsafe delegate void GradientKernel(
    float* dy, float* kept, float* dx, long n, bool accumulate, WorkerPool? workers);

/// <summary>One function: its kernels, the exact function and derivative, and the largest error in ulp at an
/// x.</summary>
internal sealed record UnaryCase(string Name, UnaryKernel Forward, Func<double, double> Exact, double Bound)
{
    /// <summary>The largest error in ulp where it is not the same everywhere.</summary>
    public Func<double, double>? BoundAt { get; init; }

    public GradientKernel? Backward { get; init; }

    public Func<double, double>? Derivative { get; init; }

    /// <summary>Whether the gradient takes the output.</summary>
    public bool KeepsOutput { get; init; }

    /// <summary>Whether tests draw x from the positive numbers.</summary>
    public bool Positive { get; init; }

    public double AllowedAt(double x) => BoundAt is null || !double.IsFinite(x) ? Bound : BoundAt(x);

    public override string ToString() => Name;
}

/// <summary>Every function of <see cref="Elementwise"/>.</summary>
internal static unsafe class UnaryCases
{
    public static IReadOnlyList<UnaryCase> All { get; } =
    [
        new("relu", Elementwise.Relu, x => double.IsNaN(x) ? x : Math.Max(x, 0), 0)
        {
            Backward = Elementwise.ReluBackward,
            Derivative = x => x > 0 ? 1 : 0,
            KeepsOutput = true,
        },
        new("relu6", Elementwise.Relu6, x => double.IsNaN(x) ? x : Math.Clamp(x, 0, 6), 0)
        {
            Backward = Elementwise.Relu6Backward,
            Derivative = x => x > 0 && x < 6 ? 1 : 0,
        },
        new("abs", Elementwise.Abs, Math.Abs, 0)
        {
            Backward = Elementwise.AbsBackward,
            Derivative = x => Math.Sign(x),
        },
        new("step", Elementwise.Step, x => x > 0 ? 1 : 0, 0),
        new("hardsigmoid", Elementwise.HardSigmoid, HardSigmoid, 2) // two roundings and one of x + 3
        {
            BoundAt = NearThree,
            Backward = Elementwise.HardSigmoidBackward,
            Derivative = x => Math.Abs(x) < 3 ? 1 / 6.0 : 0,
        },
        new("hardswish", Elementwise.HardSwish, x => x * HardSigmoid(x), 3)
        {
            BoundAt = NearThree,
            Backward = Elementwise.HardSwishBackward,
            Derivative = HardSwishSlope,
        },
        new("negate", Elementwise.Negate, x => -x, 0)
        {
            Backward = Elementwise.NegateBackward,
            Derivative = _ => -1,
        },
        new("square", Elementwise.Square, x => x * x, 0.5)
        {
            Backward = Elementwise.SquareBackward,
            Derivative = x => 2 * x,
        },
        new("sqrt", Elementwise.Sqrt, Math.Sqrt, 0.5)
        {
            Backward = Elementwise.SqrtBackward,
            Derivative = x => 0.5 / Math.Sqrt(x),
            KeepsOutput = true,
            Positive = true,
        },
        new("reciprocal", Elementwise.Reciprocal, x => 1 / x, 0.5)
        {
            Backward = Elementwise.ReciprocalBackward,
            Derivative = x => -1 / (x * x),
            KeepsOutput = true,
            Positive = true,
        },
        new("exp", Elementwise.Exp, Math.Exp, 1.3)
        {
            Backward = Elementwise.ExpBackward,
            Derivative = Math.Exp,
            KeepsOutput = true,
        },
        new("log", Elementwise.Log, Math.Log, 1)
        {
            Backward = Elementwise.LogBackward,
            Derivative = x => 1 / x,
            Positive = true,
        },
        new("sin", Elementwise.Sin, Math.Sin, 1.5)
        {
            Backward = Elementwise.SinBackward,
            Derivative = Math.Cos,
        },
        new("cos", Elementwise.Cos, Math.Cos, 1.5)
        {
            Backward = Elementwise.CosBackward,
            Derivative = x => -Math.Sin(x),
        },
        new("tanh", Elementwise.Tanh, Math.Tanh, 2)
        {
            Backward = Elementwise.TanhBackward,
            Derivative = x => 1 - Math.Tanh(x) * Math.Tanh(x),
            KeepsOutput = true,
        },
        new("sigmoid", Elementwise.Sigmoid, Sigmoid, 3)
        {
            Backward = Elementwise.SigmoidBackward,
            Derivative = x => Sigmoid(x) * Sigmoid(-x),
            KeepsOutput = true,
        },
        new("silu", Elementwise.Silu, x => x * Sigmoid(x), 4)
        {
            Backward = Elementwise.SiluBackward,
            Derivative = x => Sigmoid(x) * (1 + x * Sigmoid(-x)),
        },
        new("gaussian", Elementwise.Gaussian, x => Math.Exp(-x * x / 2), 2)
        {
            BoundAt = x => 2 + x * x / 2,
            Backward = Elementwise.GaussianBackward,
            Derivative = x => -x * Math.Exp(-x * x / 2),
        },
        new("gelu", Elementwise.Gelu, x => x * NormalDistribution.Cdf(x), 8)
        {
            BoundAt = x => 8 + x * x / 2,
            Backward = Elementwise.GeluBackward,
            Derivative = x => NormalDistribution.Cdf(x) + x * NormalDistribution.Density(x),
        },
        new("gelu_tanh", Elementwise.GeluTanh, x => x * Sigmoid(Twice(x)), 5)
        {
            BoundAt = x => 5 + 2 * Math.Abs(Twice(x)),
            Backward = Elementwise.GeluTanhBackward,
            Derivative = GeluTanhSlope,
        },
    ];

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double HardSigmoid(double x) => double.IsNaN(x) ? x : Math.Clamp(x + 3, 0, 6) / 6;

    private static double HardSwishSlope(double x) => x <= -3 ? 0 : x > 3 ? 1 : (2 * x + 3) / 6;

    // x + 3 loses the digits of 3 to cancellation.
    private static double NearThree(double x) => 3 + 3 / Math.Max(Math.Abs(x + 3), 1e-12);

    private static double Twice(double x) => 2 * Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);

    private static double GeluTanhSlope(double x)
    {
        double gate = Sigmoid(Twice(x)), slope = 2 * Math.Sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
        return gate + x * gate * (1 - gate) * slope;
    }
}
