namespace Precocial.Tensors.Tests;

public sealed class ArithmeticTests : OperationTests
{
    [Fact]
    public void Operators_OnTensors_WorkElementByElement()
    {
        Tensor x = Of([3], 1, 2, 3), y = Of([3], 4, 8, -6);

        (x + y).ToArray().ShouldBe([5, 10, -3]);
        (x - y).ToArray().ShouldBe([-3, -6, 9]);
        (x * y).ToArray().ShouldBe([4, 16, -18]);
        (y / x).ToArray().ShouldBe([4, 4, -2]);
        (-x).ToArray().ShouldBe([-1, -2, -3]);
        x.Maximum(y).ToArray().ShouldBe([4, 8, 3]);
    }

    [Fact]
    public void Operators_WithNumbers_WorkOnEitherSide()
    {
        var x = Of([2], 1, 4);

        (x + 1).ToArray().ShouldBe([2, 5]);
        (1 - x).ToArray().ShouldBe([0, -3]);
        (x - 1).ToArray().ShouldBe([0, 3]);
        (2 * x).ToArray().ShouldBe([2, 8]);
        (x / 2).ToArray().ShouldBe([0.5f, 2]);
        (2 / x).ToArray().ShouldBe([2, 0.5f]);
    }

    [Fact]
    public void Add_OfARowAndAColumn_MakesATable()
    {
        var y = Of([2, 1], 10, 20) + Of([3], 1, 2, 3);

        y.Shape.ShouldBe([2, 3]);
        y.ToArray().ShouldBe([11, 12, 13, 21, 22, 23]);
    }

    [Fact]
    public void Multiply_OfChannels_RepeatsOverBatchAndPositions() =>
        (Counting([1, 2, 1, 2]) * Of([2, 1, 1], 1, 10)).ToArray().ShouldBe([0, 1, 20, 30]);

    [Theory]
    [InlineData(new[] { 0 }, new float[] { 6, 8, 10, 12 })]
    [InlineData(new[] { 1 }, new float[] { 4, 6, 12, 14 })]
    [InlineData(new[] { 2, 0 }, new float[] { 14, 22 })]
    [InlineData(new[] { 0, 1, 2 }, new float[] { 36 })]
    public void Sum_OverAxes_AddsThemUp(int[] axes, float[] expected) =>
        (Counting([2, 2, 2]) + 1).Sum(axes).ToArray().ShouldBe(expected);

    [Fact]
    public void Mean_KeepingAxes_BroadcastsBack()
    {
        var x = Of([2, 2], 1, 3, 10, 30);
        var mean = x.Mean([1], keepAxes: true);

        mean.Shape.ShouldBe([2, 1]);
        (x - mean).ToArray().ShouldBe([-1, 1, -10, 10]);
    }

    [Fact]
    public void Max_OverAnAxis_TakesTheLargest() =>
        Of([2, 3], 1, 5, 2, -7, -9, -8).Max([1]).ToArray().ShouldBe([5, -7]);
}
