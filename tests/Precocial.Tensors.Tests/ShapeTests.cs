namespace Precocial.Tensors.Tests;

public sealed class ShapeTests
{
    [Fact]
    public void Shape_OfAxes_KnowsItsNumbers()
    {
        Shape shape = [2, 3, 4];

        (shape.Rank, shape.Count, shape[0], shape[^1]).ShouldBe((3, 24, 2, 4));
        shape.ToArray().ShouldBe([2, 3, 4]);
        shape.ToString().ShouldBe("[2, 3, 4]");
    }

    [Fact]
    public void Shape_WithoutAxes_IsAScalar() => Of().Count.ShouldBe(1);

    [Fact]
    public void Equality_ComparesAxes()
    {
        (Of(2, 3) == Of(2, 3)).ShouldBeTrue();
        (Of(2, 3) != Of(3, 2)).ShouldBeTrue();
        Of(6).Equals(Of(6, 1)).ShouldBeFalse();
        Of(2, 3).GetHashCode().ShouldBe(Of(2, 3).GetHashCode());
    }

    [Theory]
    [InlineData(new[] { 2, -1 }, "Axes cannot be negative, but the shape is [2, -1].")]
    [InlineData(new[] { 1, 1, 1, 1, 1, 1, 1 }, "A shape has at most 6 axes, but [1, 1, 1, 1, 1, 1, 1] has 7.")]
    [InlineData(new[] { 65536, 65536 },
        "A tensor holds at most 2147483647 elements, but [65536, 65536] is larger.")]
    public void Create_OfImpossibleAxes_SaysWhy(int[] axes, string message) =>
        Should.Throw<ShapeException>(() => Shape.Create(axes)).Message.ShouldBe(message);

    [Fact]
    public void Indexer_PastTheLastAxis_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Of(2)[1]);

    private static Shape Of(params int[] axes) => Shape.Create(axes);
}
