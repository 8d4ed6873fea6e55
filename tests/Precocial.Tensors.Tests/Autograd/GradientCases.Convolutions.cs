using static Precocial.Tensors.Tests.Points;

namespace Precocial.Tensors.Tests;

public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Convolutions =>
    [
        new("Convolve", [Normal([2, 3, 5, 6]), Normal([4, 3, 3, 3], 2)],
            x => x[0].Convolve(x[1], padding: 1)),
        new("Convolve strided", [Normal([1, 2, 7, 6]), Normal([3, 2, 3, 3], 2)],
            x => x[0].Convolve(x[1], stride: 2, padding: 1)),
        new("Convolve dilated", [Normal([1, 2, 7, 7]), Normal([3, 2, 3, 3], 2)],
            x => x[0].Convolve(x[1], padding: 2, dilation: 2)),
        new("Convolve grouped", [Normal([1, 4, 5, 5]), Normal([6, 2, 3, 3], 2)],
            x => x[0].Convolve(x[1], padding: 1, groups: 2)),
        new("Convolve depthwise", [Normal([2, 3, 5, 5]), Normal([3, 1, 3, 3], 2)],
            x => x[0].Convolve(x[1], padding: 1, groups: 3)),
        new("Convolve flat", [Normal([2, 3, 5, 6]), Normal([2, 3, 1, 5], 2)],
            x => x[0].Convolve(x[1], new WindowAxis(1), new WindowAxis(Stride: 2, Before: 2, After: 1))),
        new("ConvolveTransposed", [Normal([2, 3, 3, 4]), Normal([3, 2, 3, 3], 2)],
            x => x[0].ConvolveTransposed(x[1])),
        new("ConvolveTransposed strided", [Normal([1, 2, 3, 3]), Normal([2, 3, 4, 4], 2)],
            x => x[0].ConvolveTransposed(x[1], stride: 2, padding: 1)),
        new("ConvolveTransposed twice", [Normal([1, 2, 2, 3]), Normal([2, 2, 3, 3], 2)],
            x => x[0].ConvolveTransposed(x[1], stride: 2).Add(x[0].ConvolveTransposed(x[1], stride: 2))),
        new("MaxPool", [Apart([2, 2, 4, 4])], x => x[0].MaxPool(2)),
        new("MaxPool overlapping", [Apart([1, 2, 5, 5])], x => x[0].MaxPool(3, 2, padding: 1)),
        new("MaxPool of rectangles", [Apart([1, 2, 5, 6])],
            x => x[0].MaxPool((1, 3), new WindowAxis(1), new WindowAxis(Stride: 2, Before: 0, After: 1), ceilMode: true)),
        new("AveragePool of rectangles", [Normal([1, 2, 6, 5])],
            x => x[0].AveragePool((3, 2), new WindowAxis(Stride: 2, Before: 1, After: 0), new WindowAxis(1), ceilMode: true)),
        new("MaxPool one step at a time", [Apart([1, 2, 4, 5])], x => x[0].MaxPool(3, 1, padding: 1)),
        new("AveragePool of one used before", [Normal([1, 1, 4, 4])],
            x => x[0].MatMul(x[0].AveragePool(3, 1, padding: 1))),
        new("AveragePool", [Normal([2, 2, 5, 5])], x => x[0].AveragePool(3, 2, padding: 1)),
        new("AveragePool over padding", [Normal([1, 2, 5, 5])],
            x => x[0].AveragePool(3, 1, 1, countIncludesPadding: true)),
        new("GlobalAveragePool", [Normal([2, 3, 2, 3])], x => x[0].GlobalAveragePool()),
        new("AdaptiveAveragePool", [Normal([2, 2, 5, 7])], x => x[0].AdaptiveAveragePool(2, 3)),
        new("AdaptiveAveragePool to more", [Normal([1, 2, 3, 3])], x => x[0].AdaptiveAveragePool(4, 2)),
    ];
}
