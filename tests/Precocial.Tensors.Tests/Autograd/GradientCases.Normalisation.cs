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
    ];
}
