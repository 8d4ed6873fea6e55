using static Precocial.Tensors.Tests.Points;

namespace Precocial.Tensors.Tests;

public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Normalisation =>
    [
        new("BatchNorm training", [Normal([4, 3, 2, 2]), Normal([3], 2), Normal([3], 3)],
            x => x[0].BatchNorm(x[1], x[2], Tensor.Zeros([3]), Tensor.Full([3], 1), training: true)),
        new("BatchNorm running", [Normal([4, 3]), Normal([3], 2), Normal([3], 3)],
            x => x[0].BatchNorm(x[1], x[2], Tensor.Full([3], 0.3f), Tensor.Full([3], 2), training: false)),
        new("BatchNorm without running statistics", [Normal([5, 3]), Normal([3], 2), Normal([3], 3)],
            x => x[0].BatchNorm(x[1], x[2], null, null, training: false)),
        new("BatchNorm twice with one scale",
            [Normal([4, 3]), Normal([3], 2), Normal([3], 3), Normal([3], 4)],
            x => x[0].BatchNorm(x[1], x[2], null, null, true).BatchNorm(x[1], x[3], null, null, true)),
        new("BatchNormRelu", [Apart([8, 2]), Uniform([2], 1, 1.1, 2), Uniform([2], -0.01, 0.01, 3)],
            x => x[0].BatchNormRelu(x[1], x[2], Tensor.Zeros([2]), Tensor.Full([2], 1), training: false)),
        new("LayerNorm", [Normal([3, 5]), Normal([5], 2), Normal([5], 3)], x => x[0].LayerNorm(x[1], x[2])),
    ];
}
