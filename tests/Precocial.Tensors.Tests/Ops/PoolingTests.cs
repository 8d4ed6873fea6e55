namespace Precocial.Tensors.Tests;

public sealed class PoolingTests : OperationTests
{
    [Fact]
    public void MaxPool_TakesTheLargestOfEachWindow() =>
        Counting([1, 1, 4, 4]).MaxPool(2).ToArray().ShouldBe([5, 7, 13, 15]);

    [Fact]
    public void MaxPool_OfNegativeNumbers_NeverTakesPadding() =>
        Of([1, 1, 2, 2], -4, -3, -2, -1).MaxPool(3, stride: 2, padding: 1).ToArray().ShouldBe([-1]);

    [Fact]
    public void AveragePool_AtTheBorder_DividesByWhatIsInside() =>
        Of([1, 1, 2, 2], 1, 2, 3, 6).AveragePool(3, stride: 2, padding: 1).ToArray().ShouldBe([3]);

    [Fact]
    public void AveragePool_CountingPadding_DividesByTheWindow() =>
        Of([1, 1, 2, 2], 1, 2, 3, 12).AveragePool(3, stride: 2, padding: 1, countIncludesPadding: true)
            .ToArray().ShouldBe([2]);

    [Fact]
    public void GlobalAveragePool_LeavesOneNumberAChannel()
    {
        var y = Counting([1, 2, 2, 2]).GlobalAveragePool();

        y.Shape.ShouldBe([1, 2]);
        y.ToArray().ShouldBe([1.5f, 5.5f]);
    }

    [Fact]
    public void AdaptiveAveragePool_OverlapsWhereSizesDoNotDivide() =>
        Counting([1, 1, 1, 5]).AdaptiveAveragePool(1, 2).ToArray().ShouldBe([1, 3]);

    [Fact]
    public void Pool_WithAStrideOfItsOwn_HasTheDocumentedShape() =>
        Counting([1, 1, 7, 6]).MaxPool(3, stride: 2, padding: 1).Shape.ShouldBe([1, 1, 4, 3]);
}
