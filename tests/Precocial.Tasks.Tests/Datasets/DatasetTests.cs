using Precocial.Tensors;

namespace Precocial.Tasks.Tests;

public sealed class DatasetTests
{
    [Fact]
    public void Constructor_LabelOutOfRange_SaysWhichSampleAndTheRange()
    {
        var error =
            Should.Throw<DataException>(() => new Dataset("d", Tensor.Zeros([2, 1]), [0, 2], ["a", "b"]));
        error.Message.ShouldBe("d: labels must be 0..1, but that of sample 1 is 2.");
    }

    [Fact]
    public void Constructor_LengthsDiffer_SaysBoth() =>
        Should.Throw<DataException>(() => new Dataset("d", Tensor.Zeros([3, 1]), [0, 0], ["a"]))
            .Message.ShouldBe("d: each sample needs one label, but there are 3 samples and 2 labels.");

    [Fact]
    public void Constructor_NoSamples_IsRefused() =>
        Should.Throw<DataException>(() => new Dataset("d", Tensor.Zeros([0, 4]), [], ["a"]))
            .Message.ShouldContain("[0, 4]");

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Constructor_TestPartNotSmallerThanSet_IsRefused(int officialTest) =>
        Should.Throw<DataException>(() => new Dataset("d", Tensor.Zeros([2, 1]), [0, 0], ["a"], officialTest))
            .Message.ShouldContain("test part");

    [Fact]
    public void Moments_OfTable_ArePerFeature()
    {
        var data = new Dataset("d", Tensor.From([1, 5, 3, 5], [2, 2]), [0, 0], ["a"]);
        data.Mean.ShouldBe([2f, 5f]);
        data.Deviation.ShouldBe([1f, 0f]);
        data.Scale.ShouldBe([1f, 0f]);
    }

    [Fact]
    public void Moments_OfImages_ArePerChannel()
    {
        var data = new Dataset("d", Tensor.From([0, 2, 10, 10, 4, 6, 10, 10], [2, 2, 1, 2]), [0, 0], ["a"]);
        data.Mean.ShouldBe([3f, 10f]);
        data.Deviation[0].ShouldBe((float)Math.Sqrt(5));
        data.IsImages.ShouldBeTrue();
    }

    [Fact]
    public void Subset_OfIndices_CopiesThoseInOrder()
    {
        var part = Sets.Table(samples: 5).Subset([4, 1]);
        part.Inputs.ToArray().ShouldBe([40f, 41, 42, 10, 11, 12]);
        part.Labels.ShouldBe([0, 1]);
        part.SampleShape.ToArray().ShouldBe([3]);
    }

    [Fact]
    public void Digits_Load_HasThePublishedSamples()
    {
        var digits = Digits.Load();
        digits.Inputs.Shape.ToArray().ShouldBe([1797, 1, 8, 8]);
        digits.ClassNames.ShouldBe(Sets.Classes(10));
        digits.CountByClass().ShouldBe([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
        digits.Sample(0)[..8].ToArray().ShouldBe([0f, 0, 5, 13, 9, 1, 0, 0]);
        digits.Labels[..12].ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
    }

    [Fact]
    public void ScaledTo_HalfAndOddSizes_TakesTheMeanOfTheArea()
    {
        var data = new Dataset("d", Tensor.From([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 3, 3]), [0], ["a"]);
        data.ScaledTo(1, 1).Inputs.ToArray().ShouldBe([5f]);
        // Each new pixel covers one and a half old ones along each axis: shares 4/9, 2/9, 2/9 and 1/9.
        float[] halves = data.ScaledTo(2, 2).Inputs.ToArray();
        halves[0].ShouldBe((4 * 1 + 2 * 2 + 2 * 4 + 5) / 9f, 1e-6f);
        halves[3].ShouldBe((4 * 9 + 2 * 8 + 2 * 6 + 5) / 9f, 1e-6f);
        data.ScaledTo(3, 3).Inputs.ToArray().ShouldBe(data.Inputs.ToArray());
    }

    [Fact]
    public void ScaledTo_LargerThanTheImages_SaysBothSizes() =>
        Should.Throw<DataException>(() =>
            new Dataset("d", Tensor.Zeros([1, 1, 3, 3]), [0], ["a"]).ScaledTo(4, 3)).Message.ShouldContain("4x3");
}
