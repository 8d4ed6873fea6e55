using static Precocial.Tensors.Tests.Points;

namespace Precocial.Tensors.Tests;

public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Arithmetic =>
    [
        new("AddBias", [Normal([2, 3]), Normal([3], 2)], x => x[0].AddBias(x[1])),
        new("AddBias to planes", [Normal([2, 3, 2, 2]), Normal([3], 2)], x => x[0].AddBias(x[1])),
        new("Add", [Normal([2, 3]), Normal([2, 3], 2)], x => x[0].Add(x[1])),
        new("Add of one twice", [Normal([2, 3])], x => x[0].Add(x[0])),
        new("Add with broadcasting", [Normal([2, 3, 2]), Normal([3, 1], 2)], x => x[0].Add(x[1])),
        new("Add of both broadcast", [Normal([2, 1]), Normal([1, 3], 2)], x => x[0] + x[1]),
        new("Subtract", [Normal([2, 3]), Normal([2, 3], 2)], x => x[0] - x[1]),
        new("Subtract with broadcasting", [Normal([3]), Normal([2, 3], 2)], x => x[0] - x[1]),
        new("Subtract of one twice", [Normal([2, 3])], x => x[0] - x[0] * 2),
        new("Multiply", [Normal([2, 3]), Normal([2, 3], 2)], x => x[0] * x[1]),
        new("Multiply with broadcasting", [Normal([2, 3, 2, 2]), Normal([3, 1, 1], 2)], x => x[0] * x[1]),
        new("Multiply by a scalar tensor", [Normal([2, 3]), Normal([], 2)], x => x[1] * x[0]),
        new("Multiply of one twice", [Normal([2, 3])], x => x[0] * x[0]),
        new("Divide", [Normal([2, 3]), Uniform([2, 3], 0.5, 2, 2)], x => x[0] / x[1]),
        new("Divide with broadcasting", [Normal([2, 3]), Uniform([2, 1], 0.5, 2, 2)], x => x[0] / x[1]),
        new("Divide of a row", [Normal([3]), Uniform([2, 3], 0.5, 2, 2)], x => x[0] / x[1]),
        new("Maximum", [Apart([2, 3]), Apart([2, 3], 2)], x => x[0].Maximum(x[1] + 0.1f)),
        new("Maximum with broadcasting", [Apart([2, 3]), Apart([3], 2)], x => x[0].Maximum(x[1] + 0.1f)),
        new("Affine", [Normal([2, 3])], x => 3 - (x[0] * 2 + 1) / 4),
        new("Affine by 1", [Normal([3, 3])], x => x[0].MatMul(x[0] + 1)),
        new("Affine of one used before", [Normal([3, 3])], x => x[0].MatMul(x[0] * 2)),
        new("WeightedSum", [Normal([2, 3]), Normal([2, 3], 2), Normal([2], 3)],
            x => TensorOperations.WeightedSum([x[0], x[1]], x[2])),
        new("WeightedSum of one twice, by shares", [Normal([2, 3]), Normal([2, 3], 2), Normal([3], 3)],
            x => TensorOperations.WeightedSum([x[0], x[1], x[0]], x[2].Softmax())),
        new("Reciprocal", [Uniform([2, 3], 0.5, 2)], x => 2 / x[0]),
    ];
}
