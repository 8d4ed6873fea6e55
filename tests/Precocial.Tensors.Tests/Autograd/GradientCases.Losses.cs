using static Precocial.Tensors.Tests.Points;

namespace Precocial.Tensors.Tests;

public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Losses =>
    [
        new("CrossEntropy", [Normal([3, 4])], x => x[0].CrossEntropy([2, 0, 3])),
        new("CrossEntropy smoothed", [Normal([3, 4])],
            x => x[0].CrossEntropy([2, 0, 3], labelSmoothing: 0.2f)),
        new("MeanSquaredError", [Normal([2, 3]), Normal([2, 3], 2)], x => x[0].MeanSquaredError(x[1])),
        new("MeanSquaredError of one used before", [Normal([2, 2])],
            x => x[0].MatMul(x[0]).MeanSquaredError(x[0])),
        new("Softmax", [Normal([3, 4])], x => x[0].Softmax()),
        new("LogSoftmax", [Normal([2, 2, 3])], x => x[0].LogSoftmax()),
        new("Dropout", [Normal([4, 5])], x => x[0].Dropout(0.4f, new Rng(5), training: true)),
    ];
}
