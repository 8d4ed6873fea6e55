namespace Precocial.Tensors.Tests;

public sealed class GradientClippingTests
{
    [Fact]
    public void ByNorm_OfALargeGradient_ScalesAllParametersAlike()
    {
        Tensor a = Parameter.WithGradient(0, 3), b = Parameter.WithGradient(0, 4);

        GradientClipping.ByNorm([a, b], max: 1).ShouldBe(5, 1e-5f);

        a.Gradient!.Span[0].ShouldBe(0.6f, 1e-6f);
        b.Gradient!.Span[0].ShouldBe(0.8f, 1e-6f);
    }

    [Fact]
    public void ByNorm_OfASmallGradient_ChangesNothing()
    {
        var a = Parameter.WithGradient(0, 3);

        GradientClipping.ByNorm([a, Tensor.Zeros([2], requiresGradient: true)], max: 4).ShouldBe(3);

        a.Gradient!.Span[0].ShouldBe(3);
    }

    [Fact]
    public void ByNorm_OfAnInfiniteGradient_ReturnsItAndChangesNothing()
    {
        Tensor a = Parameter.WithGradient(0, float.PositiveInfinity), b = Parameter.WithGradient(0, 1);

        GradientClipping.ByNorm([a, b], max: 1).ShouldBe(float.PositiveInfinity);

        b.Gradient!.Span[0].ShouldBe(1);
    }
}
