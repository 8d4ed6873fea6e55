namespace Precocial.Tensors.Tests;

public sealed class ConvolveTests : OperationTests
{
    [Theory]
    [InlineData(1, 0, 1, 1)]
    [InlineData(2, 1, 1, 1)]
    [InlineData(1, 2, 2, 1)]
    [InlineData(1, 1, 1, 2)]
    [InlineData(2, 1, 1, 4)]
    public void Convolve_EqualsTheDefinition(int stride, int padding, int dilation, int groups)
    {
        Tensor x = Normal([2, 4, 7, 6]), kernel = Normal([8, 4 / groups, 3, 3], 2);

        var y = x.Convolve(kernel, stride, padding, dilation, groups);

        y.Shape[2].ShouldBe((7 + 2 * padding - 2 * dilation - 1) / stride + 1);
        int height = y.Shape[2], width = y.Shape[3];
        Each(y.Reshape([2, 8, height * width]), (n, o, at) => Sum(4 / groups, c => Sum(9, tap =>
        {
            int row = at / width * stride - padding + tap / 3 * dilation;
            int column = at % width * stride - padding + tap % 3 * dilation;
            int channel = o / (8 / groups) * (4 / groups) + c;
            bool inside = row is >= 0 and < 7 && column is >= 0 and < 6;
            return inside ? At(x, n, channel, row, column) * (double)At(kernel, o, c, tap / 3, tap % 3) : 0;
        })));
    }
}
