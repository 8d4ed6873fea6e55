using static Precocial.Tensors.Tests.Points;

namespace Precocial.Tensors.Tests;

/// <summary>At least one case for every operation: <see cref="GradientTests"/> finds by reflection which lack one.</summary>
public static partial class GradientCases
{
    public static IEnumerable<GradientCase> All =>
    [
        new("MatMul", [Normal([3, 4]), Normal([4, 5], 2)], x => x[0].MatMul(x[1])),
        new("MatMul NT", [Normal([3, 4]), Normal([5, 4], 2)], x => x[0].MatMul(x[1], transposeB: true)),
        new("MatMul TN", [Normal([4, 3]), Normal([4, 5], 2)], x => x[0].MatMul(x[1], transposeA: true)),
        new("MatMul TT", [Normal([4, 3]), Normal([5, 4], 2)], x => x[0].MatMul(x[1], true, true)),
        new("MatMul batched", [Normal([2, 3, 4]), Normal([2, 4, 5], 2)], x => x[0].MatMul(x[1])),
        new("MatMul batched TT", [Normal([2, 4, 3]), Normal([2, 5, 4], 2)], x => x[0].MatMul(x[1], true, true)),
        new("MatMul one for all", [Normal([2, 3, 4]), Normal([4, 5], 2)], x => x[0].MatMul(x[1])),
        new("MatMul one for all TN", [Normal([2, 4, 3]), Normal([4, 5], 2)], x => x[0].MatMul(x[1], transposeA: true)),
        new("MatMul with itself", [Normal([3, 3])], x => x[0].MatMul(x[0])),
        new("Linear", [Normal([3, 4]), Normal([5, 4], 2), Normal([5], 3)], x => x[0].Linear(x[1], x[2])),
        new("Linear without bias", [Normal([2, 3, 4]), Normal([5, 4], 2)], x => x[0].Linear(x[1])),
        new("Convolve", [Normal([2, 3, 5, 6]), Normal([4, 3, 3, 3], 2)], x => x[0].Convolve(x[1], padding: 1)),
        new("Convolve strided", [Normal([1, 2, 7, 6]), Normal([3, 2, 3, 3], 2)], x => x[0].Convolve(x[1], stride: 2, padding: 1)),
        new("Convolve dilated", [Normal([1, 2, 7, 7]), Normal([3, 2, 3, 3], 2)], x => x[0].Convolve(x[1], padding: 2, dilation: 2)),
        new("Convolve grouped", [Normal([1, 4, 5, 5]), Normal([6, 2, 3, 3], 2)], x => x[0].Convolve(x[1], padding: 1, groups: 2)),
        new("Convolve depthwise", [Normal([2, 3, 5, 5]), Normal([3, 1, 3, 3], 2)], x => x[0].Convolve(x[1], padding: 1, groups: 3)),
        new("BatchNorm training", [Normal([4, 3, 2, 2]), Normal([3], 2), Normal([3], 3)],
            x => x[0].BatchNorm(x[1], x[2], Tensor.Zeros([3]), Tensor.Full([3], 1), training: true)),
        new("BatchNorm running", [Normal([4, 3]), Normal([3], 2), Normal([3], 3)],
            x => x[0].BatchNorm(x[1], x[2], Tensor.Full([3], 0.3f), Tensor.Full([3], 2), training: false)),
        new("AddBias", [Normal([2, 3]), Normal([3], 2)], x => x[0].AddBias(x[1])),
        new("AddBias to planes", [Normal([2, 3, 2, 2]), Normal([3], 2)], x => x[0].AddBias(x[1])),
        new("Relu", [Apart([3, 5])], x => x[0].Relu()),
        new("MaxPool", [Apart([2, 2, 4, 4])], x => x[0].MaxPool(2)),
        new("MaxPool overlapping", [Apart([1, 2, 5, 5])], x => x[0].MaxPool(3, 2, padding: 1)),
        new("AveragePool", [Normal([2, 2, 5, 5])], x => x[0].AveragePool(3, 2, padding: 1)),
        new("AveragePool over padding", [Normal([1, 2, 5, 5])], x => x[0].AveragePool(3, 1, 1, countIncludesPadding: true)),
        new("GlobalAveragePool", [Normal([2, 3, 2, 3])], x => x[0].GlobalAveragePool()),
        new("Reshape", [Normal([2, 3])], x => x[0].Reshape([3, 2]).MatMul(x[0])),
        new("Add", [Normal([2, 3]), Normal([2, 3], 2)], x => x[0].Add(x[1])),
        new("Add of one twice", [Normal([2, 3])], x => x[0].Add(x[0])),
        new("CrossEntropy", [Normal([3, 4])], x => x[0].CrossEntropy([2, 0, 3])),
        new("CrossEntropy smoothed", [Normal([3, 4])], x => x[0].CrossEntropy([2, 0, 3], labelSmoothing: 0.2f)),
    ];
}
