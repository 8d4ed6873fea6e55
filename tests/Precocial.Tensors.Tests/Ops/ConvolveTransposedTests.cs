namespace Precocial.Tensors.Tests;

public sealed class ConvolveTransposedTests : OperationTests
{
    [Theory]
    [InlineData(1, 1, 0, 5)]
    [InlineData(3, 1, 0, 3)]
    [InlineData(5, 2, 0, 5)]
    [InlineData(13, 2, 0, 6)]
    [InlineData(4, 3, 1, 4)]
    public void ConvolveTransposed_EqualsTheDefinition(int size, int stride, int padding, int kernelSize)
    {
        Tensor x = Normal([2, 4, size, size]), kernel = Normal([4, 3, kernelSize, kernelSize], 2);

        var y = x.ConvolveTransposed(kernel, stride, padding);

        int side = ((size - 1) * stride) + kernelSize - (2 * padding);
        y.Shape.ShouldBe([2, 3, side, side]);
        Each(y.Reshape([2, 3, side * side]), (n, o, at) => Sum(4, c => Sum(size * size, from =>
        {
            int row = (at / side) + padding - (from / size * stride);
            int column = (at % side) + padding - (from % size * stride);
            bool inside = row >= 0 && row < kernelSize && column >= 0 && column < kernelSize;
            return inside ? At(x, n, c, from / size, from % size) * (double)At(kernel, c, o, row, column) : 0;
        })), tolerance: 1e-4);
    }

    [Fact]
    public void ConvolveTransposed_IsTheAdjointOfConvolve()
    {
        Tensor x = Normal([1, 3, 5, 5]), kernel = Normal([3, 2, 4, 4], 2), z = Normal([1, 2, 12, 12], 3);

        float[] up = x.ConvolveTransposed(kernel, stride: 2).ToArray();
        float[] down = z.Convolve(kernel, stride: 2).ToArray();

        double left = up.Zip(z.ToArray(), (a, b) => (double)a * b).Sum();
        double right = down.Zip(x.ToArray(), (a, b) => (double)a * b).Sum();
        left.ShouldBe(right, tolerance: 1e-3);
    }

    [Fact]
    public void ConvolveTransposed_KernelTheOtherWayRound_SaysSo() =>
        Should.Throw<ShapeException>(() => Normal([1, 4, 3, 3]).ConvolveTransposed(Normal([2, 4, 3, 3])))
            .Message.ShouldContain("Swap the kernel's first two axes");

    [Fact]
    public void ConvolveTransposed_AllPaddedAway_SaysSo()
    {
        Tensor x = Normal([1, 2, 1, 1]), kernel = Normal([2, 2, 2, 2]);
        Should.Throw<ShapeException>(() => x.ConvolveTransposed(kernel, padding: 1))
            .Message.ShouldContain("Pad less");
    }
}
