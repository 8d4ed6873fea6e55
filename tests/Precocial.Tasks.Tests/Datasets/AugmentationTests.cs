using Precocial.Tensors;

namespace Precocial.Tasks.Tests;

public sealed class AugmentationTests
{
    private static readonly Dataset Square = Sets.Images(samples: 1, channels: 1, height: 3, width: 3);

    private static HashSet<string> Variants(Augmentation augmentation, Dataset data, int draws = 300)
    {
        var rng = new Rng(1);
        var target = new float[data.SampleShape.Count];
        var seen = new HashSet<string>();
        for (int i = 0; i < draws; i++)
        {
            augmentation.Apply(data.Sample(0), target, data.SampleShape, data.Mean, rng);
            seen.Add(string.Join(' ', target));
        }
        return seen;
    }

    [Fact]
    public void Shift_ByOne_GivesTheNineNeighboursWithZeros()
    {
        var seen = Variants(new() { Shift = 1 }, Square);
        seen.Count.ShouldBe(9);
        seen.ShouldContain("1 2 3 4 5 6 7 8 9");
        seen.ShouldContain("0 0 0 0 1 2 0 4 5");
        seen.ShouldContain("5 6 0 8 9 0 0 0 0");
    }

    [Fact]
    public void Shift_WithEdgeFill_RepeatsTheBorder() =>
        Variants(new() { Shift = 1, Fill = BorderFill.Edge }, Square).ShouldContain("1 1 2 1 1 2 4 4 5");

    [Theory]
    [InlineData(BorderFill.Zero, "0 0 0 0 0 0 0 0 0")]
    [InlineData(BorderFill.Edge, "9 9 9 9 9 9 9 9 9")]
    public void Shift_BeyondTheImage_LeavesOnlyTheFill(BorderFill fill, string expected) =>
        Variants(new() { Shift = 4, Fill = fill }, Square, draws: 2000).ShouldContain(expected);

    [Fact]
    public void Mirror_TurnsHalfAround() =>
        Variants(new() { Mirror = true }, Square).Order()
            .ShouldBe(["1 2 3 4 5 6 7 8 9", "3 2 1 6 5 4 9 8 7"]);

    [Fact]
    public void Cutout_BlanksASquareWithTheMeanAndIsCutAtTheBorder()
    {
        var seen = Variants(new() { Cutout = 2 }, Square);
        seen.Count.ShouldBe(9);
        seen.ShouldContain("5 5 3 5 5 6 7 8 9");
        seen.ShouldContain("5 2 3 4 5 6 7 8 9");
    }

    [Fact]
    public void Apply_ToChannels_MovesThemTogether()
    {
        var colour = Sets.Images(samples: 1, channels: 2, height: 1, width: 2);
        Variants(new() { Mirror = true }, colour).Order().ShouldBe(["1 2 3 4", "2 1 4 3"]);
    }

    [Theory]
    [InlineData("digits", 1, false)]
    [InlineData("mnist", 2, false)]
    [InlineData("fashion-mnist", 2, true)]
    [InlineData("cifar10", 4, true)]
    [InlineData("mine", 0, false)]
    public void For_DataSet_IsTheDocumentedDefault(string name, int shift, bool mirror)
    {
        var data = new Dataset(name, Tensor.Zeros([1, 1, 2, 2]), [0], ["a"]);
        Augmentation.For(data).ShouldBe(new Augmentation { Shift = shift, Mirror = mirror });
    }
}
