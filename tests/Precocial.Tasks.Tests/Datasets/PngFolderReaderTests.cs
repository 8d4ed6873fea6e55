namespace Precocial.Tasks.Tests;

public sealed class PngFolderReaderTests
{
    private static byte[] Image(byte level, int width = 2, int channels = 1) =>
        Bytes.Png(new PixelImage(width, 1, channels, [.. Enumerable.Repeat(level, width * channels)]));

    private static string Error(TemporaryFolder folder) =>
        Should.Throw<DataException>(() => PngFolderReader.Read(folder.Path)).Message;

    [Fact]
    public void Read_SubFolders_AreClasses()
    {
        using var folder = new TemporaryFolder();
        folder.File("10/a.png", Image(3));
        folder.File("9/b.PNG", Image(2));
        folder.File("9/a.png", Image(1));
        folder.File("9/notes.txt", "not an image");
        var data = PngFolderReader.Read(folder.Path);
        data.ClassNames.ShouldBe(["9", "10"]);
        data.Labels.ShouldBe([0, 0, 1]);
        data.Inputs.Shape.ToArray().ShouldBe([3, 1, 1, 2]);
        data.Inputs.ToArray().ShouldBe([1f, 1, 2, 2, 3, 3]);
    }

    [Fact]
    public void Read_TrainAndTest_KeepsTheTestPart()
    {
        using var folder = new TemporaryFolder();
        folder.File("train/cat/1.png", Image(1));
        folder.File("train/dog/1.png", Image(2));
        folder.File("test/dog/1.png", Image(3));
        var data = PngFolderReader.Read(folder.Path);
        data.OfficialTest.ShouldBe(1);
        data.Labels.ShouldBe([0, 1, 1]);
    }

    [Fact]
    public void Read_GreyAmongColour_GetsThreeChannels()
    {
        using var folder = new TemporaryFolder();
        folder.File("a/1.png", Image(1));
        folder.File("b/1.png", Bytes.Png(new PixelImage(2, 1, 3, [1, 2, 3, 4, 5, 6])));
        PngFolderReader.Read(folder.Path).Inputs.ToArray().ShouldBe([1f, 1, 1, 1, 1, 1, 1, 4, 2, 5, 3, 6]);
    }

    [Fact]
    public void Read_SizesDiffer_NamesTheFile()
    {
        using var folder = new TemporaryFolder();
        string first = folder.File("a/1.png", Image(1)), other = folder.File("b/1.png", Image(1, width: 3));
        Error(folder)
            .ShouldBe($"{other}: 3 x 1 pixels, but {first} has 2 x 1. Scale all images to one size.");
    }

    [Fact]
    public void Read_OtherImages_AsksForPng()
    {
        using var folder = new TemporaryFolder();
        string photo = folder.File("a/1.jpg", "x");
        Error(folder).ShouldBe($"{photo}: only PNG images are read. Convert it to PNG.");
    }

    [Fact]
    public void Read_NoSubFolders_SaysWhatWasExpected()
    {
        using var folder = new TemporaryFolder();
        Error(folder).ShouldContain("no subfolders, but one for each class was expected");
    }

    [Fact]
    public void Read_NoImages_SaysSo()
    {
        using var folder = new TemporaryFolder();
        folder.Folder("a");
        Error(folder).ShouldContain("no PNG images in its subfolders a");
    }

    [Fact]
    public void Read_TestClassThatIsNotTrained_NamesIt()
    {
        using var folder = new TemporaryFolder();
        folder.File("train/a/1.png", Image(1));
        folder.File("test/b/1.png", Image(1));
        Error(folder).ShouldContain("class b is not among those of the training part, a");
    }

    [Fact]
    public void Read_MissingFolder_SaysSo() =>
        Should.Throw<DataException>(() =>
            PngFolderReader.Read("/no/such")).Message.ShouldStartWith("/no/such: no such");
}
