using static Precocial.Tensors.Tests.Points;

namespace Precocial.Tensors.Tests;

public static partial class GradientCases
{
    private static IEnumerable<GradientCase> LinearAlgebra =>
    [
        new("MatMul", [Normal([3, 4]), Normal([4, 5], 2)], x => x[0].MatMul(x[1])),
        new("MatMul NT", [Normal([3, 4]), Normal([5, 4], 2)], x => x[0].MatMul(x[1], transposeB: true)),
        new("MatMul TN", [Normal([4, 3]), Normal([4, 5], 2)], x => x[0].MatMul(x[1], transposeA: true)),
        new("MatMul TT", [Normal([4, 3]), Normal([5, 4], 2)], x => x[0].MatMul(x[1], true, true)),
        new("MatMul batched", [Normal([2, 3, 4]), Normal([2, 4, 5], 2)], x => x[0].MatMul(x[1])),
        new("MatMul batched TT", [Normal([2, 4, 3]), Normal([2, 5, 4], 2)],
            x => x[0].MatMul(x[1], true, true)),
        new("MatMul one for all", [Normal([2, 3, 4]), Normal([4, 5], 2)], x => x[0].MatMul(x[1])),
        new("MatMul one for all TN", [Normal([2, 4, 3]), Normal([4, 5], 2)],
            x => x[0].MatMul(x[1], transposeA: true)),
        new("MatMul with itself", [Normal([3, 3])], x => x[0].MatMul(x[0])),
        new("Linear", [Normal([3, 4]), Normal([5, 4], 2), Normal([5], 3)], x => x[0].Linear(x[1], x[2])),
        new("Linear without bias", [Normal([2, 3, 4]), Normal([5, 4], 2)], x => x[0].Linear(x[1])),
    ];
}
