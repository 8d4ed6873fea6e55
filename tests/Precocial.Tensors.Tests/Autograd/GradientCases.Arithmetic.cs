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
    ];
}
