namespace Precocial.Tasks.Tests;

public sealed class DatasetCatalogTests
{
    private static readonly DataLocations Nowhere = DataLocations.Of();

    private static void PutMnist(TemporaryFolder folder, string name)
    {
        folder.File($"{name}/{IdxReader.TrainImages}", Bytes.Idx([2, 1, 1], 1, 2));
        folder.File($"{name}/{IdxReader.TrainLabels}", Bytes.Idx([2], 0, 1));
    }

    [Fact]
    public void Of_NullAndBlank_AreLeftOut() =>
        DataLocations.Of(null, " ", "a", "b").Folders.ShouldBe(["a", "b"]);

    [Fact]
    public void Load_Digits_IsBuiltIn() => DatasetCatalog.Load("digits", Nowhere).Count.ShouldBe(1797);

    [Theory]
    [InlineData("mnist", "mnist")]
    [InlineData("mnist", "MNIST/raw")]
    [InlineData("fashion-mnist", "fashion-mnist")]
    [InlineData("fashion-mnist", "FashionMNIST/raw")]
    public void Load_ByName_FindsTheUsualSubFolders(string name, string subFolder)
    {
        using var folder = new TemporaryFolder();
        PutMnist(folder, subFolder);
        var data = DatasetCatalog.Load(name, DataLocations.Of("/no/such", folder.Path));
        data.Name.ShouldBe(name);
        data.Inputs.ToArray().ShouldBe([1f, 2]);
    }

    [Fact]
    public void Load_SeveralFolders_TakesTheFirst()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();
        PutMnist(second, "mnist");
        first.File($"mnist/{IdxReader.TrainImages}", Bytes.Idx([1, 1, 1], 9));
        first.File($"mnist/{IdxReader.TrainLabels}", Bytes.Idx([1], 0));
        DatasetCatalog.Load("mnist", DataLocations.Of(first.Path, second.Path)).Count.ShouldBe(1);
    }

    [Fact]
    public void Load_FolderOfTheSetItself_CountsOnlyUnderItsName()
    {
        using var folder = new TemporaryFolder();
        PutMnist(folder, "mnist");
        var inside = DataLocations.Of(Path.Combine(folder.Path, "mnist"));
        DatasetCatalog.Load("mnist", inside).Count.ShouldBe(2);
        DatasetCatalog.List(inside).Single(entry => entry.Name == "fashion-mnist").Folder
            .ShouldNotBe(Path.Combine(folder.Path, "mnist"));
    }

    [Fact]
    public void Load_NotOnThisMachine_TellsHowToGetIt()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<DataException>(() =>
            DatasetCatalog.Load("cifar10", DataLocations.Of(folder.Path))).Message
            .ShouldBe($"cifar10: not found in {folder.Path}, /usr/share/datasets. Get it with "
                + "`precocial data get cifar10`, or name its folder with --data-dir.");
    }

    [Theory]
    [InlineData("mnits", "mnits: neither a data set nor a file or folder. Did you mean mnist? "
        + "Data sets: digits, mnist, mnist256, fashion-mnist, cifar10.")]
    [InlineData("imagenet", "imagenet: neither a data set nor a file or folder. "
        + "Data sets: digits, mnist, mnist256, fashion-mnist, cifar10.")]
    public void Load_UnknownName_ListsTheNamesAndTheNearest(string name, string expected) =>
        Should.Throw<DataException>(() => DatasetCatalog.Load(name, Nowhere)).Message.ShouldBe(expected);

    [SkippableFact]
    public void Load_FashionMnist_FindsDebiansPackage()
    {
        Skip.IfNot(Directory.Exists("/usr/share/datasets/fashion-mnist"),
            "dataset-fashion-mnist is not installed");
        var data = DatasetCatalog.Load("fashion-mnist", Nowhere);
        data.Inputs.Shape.ToArray().ShouldBe([70_000, 1, 28, 28]);
        data.CountByClass().ShouldAllBe(count => count == 7000);
        data.ClassNames[9].ShouldBe("Ankle boot");
        data.ClassNames[data.Labels[0]].ShouldBe("Ankle boot");
        data.OfficialTest.ShouldBe(10_000);
    }
}
