using static Precocial.Tensors.Tests.Points;

namespace Precocial.Tensors.Tests;

public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Losses =>
    [
        new("CrossEntropy", [Normal([3, 4])], x => x[0].CrossEntropy([2, 0, 3])),
        new("CrossEntropy smoothed", [Normal([3, 4])],
            x => x[0].CrossEntropy([2, 0, 3], labelSmoothing: 0.2f)),
    ];
}
