namespace Precocial.Tensors.Tests;

public sealed class ShapeOperationTests : OperationTests
{
    [Fact]
    public void Permute_MovesAxes()
    {
        var x = Counting([2, 3, 4]);
        var y = x.Permute(2, 0, 1);

        y.Shape.ShouldBe([4, 2, 3]);
        Each(y, (i, j, k) => At(x, j, k, i));
    }

    [Fact]
    public void Transpose_ExchangesTheLastTwoAxes() =>
        Counting([2, 3]).Transpose().ToArray().ShouldBe([0, 3, 1, 4, 2, 5]);

    [Fact]
    public void Slice_TakesAPartOfAnAxis() =>
        Counting([2, 4]).Slice(1, 1, 2).ToArray().ShouldBe([1, 2, 5, 6]);

    [Fact]
    public void Slice_OfTheOuterAxis_TakesRows() =>
        Counting([3, 2]).Slice(0, 1, 2).ToArray().ShouldBe([2, 3, 4, 5]);

    [Fact]
    public void Pad_PutsTheValueAtBothEnds() =>
        Counting([2, 2]).Pad(1, 1, 2, value: 9).ToArray().ShouldBe([9, 0, 1, 9, 9, 9, 2, 3, 9, 9]);

    [Fact]
    public void Concat_AlongAnInnerAxis_InterleavesRows()
    {
        var y = TensorOperations.Concat([Counting([2, 1]), Counting([2, 2])], axis: 1);

        y.Shape.ShouldBe([2, 3]);
        y.ToArray().ShouldBe([0, 0, 1, 1, 2, 3]);
    }

    [Fact]
    public void Concat_OfFreeStandingPartsAfterOneOnATape_RunsThere() =>
        TensorOperations.Concat([Tensor.Full([1], 7), Counting([2])], axis: 0).ToArray().ShouldBe([7, 0, 1]);

    [Fact]
    public void Tile_RepeatsEachAxis()
    {
        var y = Counting([1, 2]).Tile(2, 3);

        y.Shape.ShouldBe([2, 6]);
        y.ToArray().ShouldBe([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
    }

    [Fact]
    public void Tile_OfAMiddleAxis_RepeatsWholeRows() =>
        Counting([2, 1, 2]).Tile(1, 2, 1).ToArray().ShouldBe([0, 1, 0, 1, 2, 3, 2, 3]);

    [Fact]
    public void Subsample_TakesEverySecondPixel()
    {
        var y = Counting([1, 2, 3, 4]).Subsample(2);

        y.Shape.ShouldBe([1, 2, 2, 2]);
        y.ToArray().ShouldBe([0, 2, 8, 10, 12, 14, 20, 22]);
    }

    [Fact]
    public void Shift_MovesUpAndLeft() =>
        Counting([1, 2, 2, 3]).Shift().ToArray().ShouldBe([4, 5, 0, 0, 0, 0, 10, 11, 0, 0, 0, 0]);

    [Fact]
    public void Shift_OfOnePixel_LeavesNothing() =>
        Counting([2, 1, 1, 1]).Affine(1, 1).Shift().ToArray().ShouldBe([0, 0]);

    [Fact]
    public void Reshape_KeepsTheOrder()
    {
        var y = Counting([2, 3]).Reshape([3, 2]);

        y.Shape.ShouldBe([3, 2]);
        y.ToArray().ShouldBe([0, 1, 2, 3, 4, 5]);
    }

    [Fact]
    public void Gather_PicksRows_WithRepeats()
    {
        var y = Counting([3, 2]).Gather([2, 0, 2]);

        y.Shape.ShouldBe([3, 2]);
        y.ToArray().ShouldBe([4, 5, 0, 1, 4, 5]);
    }
}
