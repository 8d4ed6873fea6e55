using static Precocial.Tensors.Tests.Points;

namespace Precocial.Tensors.Tests;

public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Reductions =>
    [
        new("Sum", [Normal([2, 3])], x => x[0].Sum()),
        new("Sum over rows", [Normal([4, 3])], x => x[0].Sum([0])),
        new("Sum over columns", [Normal([4, 3])], x => x[0].Sum([1], keepAxes: true)),
        new("Sum over two runs", [Normal([2, 3, 2, 2])], x => x[0].Sum([0, 3])),
        new("Sum of one used before", [Normal([2, 2])], x => x[0].MatMul(x[0].Sum([1], keepAxes: true))),
        new("Mean", [Normal([2, 3])], x => x[0].Mean()),
        new("Mean over outer and inner axes", [Normal([2, 3, 2])], x => x[0].Mean([2, 0])),
        new("Max", [Apart([2, 3])], x => x[0].Max()),
        new("Max over an axis", [Apart([2, 4, 3])], x => x[0].Max([1])),
        new("Max over two runs", [Apart([2, 3, 4])], x => x[0].Max([0, 2], keepAxes: true)),
    ];
}
