namespace Precocial.Tasks.Tests;

public sealed class IdxReaderTests
{
    private static string Error(byte[] file) =>
        Should.Throw<DataException>(() => IdxReader.Parse(file, "f")).Message;

    [Fact]
    public void Read_ImagesAndLabels_GivesOneChannel()
    {
        using var folder = new TemporaryFolder();
        var data = IdxReader.Read(folder.File("a", Bytes.Idx([2, 1, 3], 1, 2, 3, 4, 5, 255)),
            folder.File("b.gz", Bytes.Gzip(Bytes.Idx([2], 7, 3))));
        data.Inputs.Shape.ToArray().ShouldBe([2, 1, 1, 3]);
        data.Inputs.ToArray().ShouldBe([1f, 2, 3, 4, 5, 255]);
        data.Labels.ShouldBe([1, 0]);
        data.ClassNames.ShouldBe(["3", "7"]);
    }

    [Theory]
    [InlineData(0x09, new byte[] { 0xFF }, -1)]
    [InlineData(0x0B, new byte[] { 0xFF, 0xFE }, -2)]
    [InlineData(0x0C, new byte[] { 0, 1, 0, 0 }, 65536)]
    [InlineData(0x0D, new byte[] { 0x3F, 0xC0, 0, 0 }, 1.5)]
    [InlineData(0x0E, new byte[] { 0xC0, 0x04, 0, 0, 0, 0, 0, 0 }, -2.5)]
    public void Parse_EveryKind_IsBigEndian(byte kind, byte[] number, float expected) =>
        IdxReader.Parse(Bytes.Idx(kind, [1], number), "f").ToTensor().ToArray().ShouldBe([expected]);

    [Fact]
    public void Parse_Truncated_SaysWhatIsThere() => Error(Bytes.Idx([2, 3], 1, 2, 3)).ShouldBe(
        "f, offset 12: shape [2, 3] of UInt8 needs more than the 3 bytes that follow the header. "
        + "Copy or download the file again.");

    [Fact]
    public void Parse_BytesLeftOver_SaysBothSizes() =>
        Error(Bytes.Idx([2], 1, 2, 3)).ShouldContain("needs 2 bytes, not the 3 bytes");

    [Theory]
    [InlineData(new uint[] { 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF })]
    [InlineData(new uint[] { 0x80000000, 2 })]
    [InlineData(new uint[] { 65536, 65536, 65536, 65536 })]
    public void Parse_SizesThatOverflow_AreRefused(uint[] axes) =>
        Error(Bytes.Idx(axes, 1)).ShouldContain("needs more");

    [Fact]
    public void Parse_EmptyAxis_IsRefused() =>
        Error(Bytes.Idx([0, 5])).ShouldContain("every axis must be 1 or more");

    [Theory]
    [InlineData(new byte[] { }, "not an IDX file")]
    [InlineData(new byte[] { 1, 2, 8, 1, 0, 0, 0, 1, 5 }, "not an IDX file")]
    [InlineData(new byte[] { 0, 0, 7, 1, 0, 0, 0, 1, 5 }, "unknown number type 0x07")]
    [InlineData(new byte[] { 0, 0, 8, 200, 0, 0 }, "the header says 200 axes")]
    [InlineData(new byte[] { 0, 0, 8, 0 }, "the header says 0 axes")]
    public void Parse_BadHeader_SaysWhatWasExpected(byte[] file, string expected) =>
        Error(file).ShouldContain(expected);

    [Fact]
    public void ReadFolder_WithT10k_KeepsItAsOfficialTest()
    {
        using var folder = new TemporaryFolder();
        folder.File(IdxReader.TrainImages, Bytes.Idx([2, 1, 1], 1, 2));
        folder.File(IdxReader.TrainLabels, Bytes.Idx([2], 0, 1));
        folder.File(IdxReader.TestImages + ".gz", Bytes.Gzip(Bytes.Idx([1, 1, 1], 3)));
        folder.File("t10k-labels.idx1-ubyte", Bytes.Idx([1], 1));
        var data = IdxReader.ReadFolder(folder.Path);
        data.Inputs.ToArray().ShouldBe([1f, 2, 3]);
        data.OfficialTest.ShouldBe(1);
    }

    [Fact]
    public void ReadFolder_LabelsMissing_NamesTheFile()
    {
        using var folder = new TemporaryFolder();
        folder.File(IdxReader.TrainImages, Bytes.Idx([2, 1, 1], 1, 2));
        Should.Throw<DataException>(() => IdxReader.ReadFolder(folder.Path))
            .Message.ShouldContain("has no train-labels-idx1-ubyte (or .gz)");
    }

    [Fact]
    public void Read_OneLabelTooFew_SaysBothCounts()
    {
        using var folder = new TemporaryFolder();
        string images = folder.File("a", Bytes.Idx([2, 1], 1, 2)),
            labels = folder.File("b", Bytes.Idx([1], 1));
        Should.Throw<DataException>(() => IdxReader.Read(images, labels))
            .Message.ShouldBe($"{labels}: 1 labels, but {images} has 2 samples. Each sample needs one.");
    }

    [SkippableFact]
    public void ReadFolder_OfMnist_HasThePublishedCounts()
    {
        var mnist = IdxReader.ReadFolder(SharedFiles.Folder("mnist"));
        mnist.Inputs.Shape.ToArray().ShouldBe([70_000, 1, 28, 28]);
        mnist.OfficialTest.ShouldBe(10_000);
        mnist.Labels[..5].ShouldBe([5, 0, 4, 1, 9]);
        mnist.CountByClass().Sum().ShouldBe(70_000);
        mnist.CountByClass()[1].ShouldBe(7877);
    }
}
