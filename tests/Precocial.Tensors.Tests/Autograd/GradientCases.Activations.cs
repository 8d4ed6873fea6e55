using static Precocial.Tensors.Tests.Points;

namespace Precocial.Tensors.Tests;

public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Activations =>
    [
        new("Relu", [Apart([3, 7])], x => x[0].Relu()),
        new("Gelu", [Normal([3, 7])], x => x[0].Gelu()),
        new("GeluTanh", [Normal([3, 7])], x => x[0].GeluTanh()),
        new("Tanh", [Normal([3, 7])], x => x[0].Tanh()),
        new("Sigmoid", [Normal([3, 7])], x => x[0].Sigmoid()),
        new("Relu6", [Apart([3, 11])], x => x[0].Affine(3, 3.05f).Relu6()),
        new("HardSwish", [Apart([3, 11])], x => x[0].HardSwish()),
        new("HardSigmoid", [Apart([3, 11])], x => x[0].HardSigmoid()),
        new("Silu", [Normal([3, 7])], x => x[0].Silu()),
        new("Sin", [Normal([3, 7])], x => x[0].Sin()),
        new("Cos", [Normal([3, 7])], x => x[0].Cos()),
        new("Gaussian", [Normal([3, 7])], x => x[0].Gaussian()),
        new("Abs", [Apart([3, 7])], x => x[0].Abs()),
        new("Step", [Apart([3, 7])], x => x[0].Step()),
        new("Exp", [Normal([3, 7])], x => x[0].Exp()),
        new("Log", [Uniform([3, 7], 0.5, 3)], x => x[0].Log()),
        new("Sqrt", [Uniform([3, 7], 0.5, 3)], x => x[0].Sqrt()),
        new("Square", [Normal([3, 7])], x => x[0].Square()),
        new("Negate", [Normal([3, 7])], x => x[0].Negate()),
        new("a unary operation of one used before", [Normal([3, 3])], x => x[0].MatMul(x[0].Tanh())),
    ];
}
