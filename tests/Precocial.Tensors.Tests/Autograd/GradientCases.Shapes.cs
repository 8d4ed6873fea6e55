using static Precocial.Tensors.Tests.Points;

namespace Precocial.Tensors.Tests;

public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Shapes =>
    [
        new("Reshape", [Normal([2, 3])], x => x[0].Reshape([3, 2]).MatMul(x[0])),
        new("Permute", [Normal([2, 3, 4])], x => x[0].Permute(2, 0, 1)),
        new("Permute of a square", [Normal([2, 3, 3])], x => x[0].Transpose().MatMul(x[0])),
        new("Slice", [Normal([2, 5, 3])], x => x[0].Slice(1, 2, 2)),
        new("Slice twice", [Normal([4, 3])], x => x[0].Slice(0, 0, 3).MatMul(x[0].Slice(0, 1, 3))),
        new("Pad", [Normal([2, 3, 2])], x => x[0].Pad(1, 1, 2, value: 0.5f)),
        new("Pad of one used before", [Normal([3, 3])], x => x[0].MatMul(x[0].Pad(0, 1, 0).Slice(0, 0, 3))),
        new("Concat", [Normal([2, 3, 2]), Normal([2, 1, 2], 2)],
            x => TensorOperations.Concat([x[0], x[1], x[0]], axis: 1)),
        new("Tile", [Normal([2, 3])], x => x[0].Tile(2, 3)),
        new("Tile of middle axes", [Normal([2, 3, 2])], x => x[0].Tile(1, 2, 1)),
        new("Subsample", [Normal([1, 2, 5, 4])], x => x[0].Subsample(2)),
        new("Subsample of one used before", [Normal([1, 1, 4, 4])], x => x[0].MatMul(x[0]).Add(
            x[0].Subsample(2).Tile(1, 1, 2, 2))),
        new("Shift", [Normal([2, 1, 3, 4])], x => x[0].Shift()),
        new("Shift of one used before", [Normal([1, 2, 3, 3])], x => x[0].MatMul(x[0].Shift())),
        new("Gather", [Normal([4, 3])], x => x[0].Gather([2, 0, 2])),
    ];
}
