using Precocial.Tensors;

namespace Precocial.Tasks.Tests;

public sealed class InspectionTests
{
    [Fact]
    public void Summary_OfSmallTable_CountsEverything()
    {
        var data = new Dataset("d", Tensor.From([1, 7, 2, 7, 1, 7, 1, 7], [4, 2]), [0, 1, 0, 1], ["a", "b"],
            1);
        var summary = DatasetSummary.Of(data);
        (summary.Samples, summary.OfficialTest).ShouldBe((4, 1));
        (summary.Minimum, summary.Maximum).ShouldBe((1f, 7f));
        (summary.Constant, summary.Duplicates, summary.Conflicts).ShouldBe((1, 2, 1));
        summary.MemoryBytes.ShouldBe(4 * (8 + 4));
        summary.ClassCounts.ShouldBe([new("a", 2), new("b", 2)]);
        summary.MajorityShare.ShouldBe(0.5);
        summary.Mean.ShouldBe([1.25f, 7]);
    }

    [Fact]
    public void Summary_OfDigits_IsKnown()
    {
        var summary = DatasetSummary.Of(Digits.Load());
        (summary.Minimum, summary.Maximum).ShouldBe((0f, 16f));
        (summary.Duplicates, summary.Constant).ShouldBe((0, 3));
        summary.Mean[0].ShouldBe(4.8842f, 1e-4f);
    }

    [Fact]
    public void Sheet_OfDigits_HasARowForEachClass()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "sheet.png");
        DatasetSheet.WritePng(Digits.Load(), path, columns: 4);
        var sheet = PngReader.Read(path);
        (sheet.Width, sheet.Height, sheet.Channels).ShouldBe((4 * 26 + 2, 10 * 26 + 2, 1));
        sheet.Pixels[0].ShouldBe((byte)128);
        // The first digit's top row is 0 0 5 13 ...: pixel 3 is 13 of 16, enlarged three times.
        sheet.Pixels[2 * sheet.Width + 2 + 3 * 3].ShouldBe((byte)Math.Round(255 * 13 / 16.0));
    }

    [Fact]
    public void Sheet_OfColourImages_HasThreeChannels()
    {
        var data = Sets.Images(samples: 1, channels: 3, height: 24, width: 24);
        var sheet = DatasetSheet.Draw(data, columns: 1);
        sheet.Channels.ShouldBe(3);
        int first = (2 * sheet.Width + 2) * 3;
        sheet.Pixels.AsSpan(first, 3).ToArray().ShouldBe([0, 85, 170]);
    }

    [Fact]
    public void Sheet_OfTable_SaysThatImagesAreNeeded() =>
        Should.Throw<DataException>(() => DatasetSheet.Draw(Sets.Table(3), columns: 3)).Message
            .ShouldContain("a contact sheet needs images");

    [Fact]
    public void Sheet_TooLarge_AsksForFewerColumns() =>
        Should.Throw<DataException>(() =>
            DatasetSheet.Draw(Sets.Images(1, 1, 4, 4), columns: 10_000_000)).Message
            .ShouldContain("Ask for fewer columns");
}
