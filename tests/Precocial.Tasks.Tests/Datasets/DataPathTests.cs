namespace Precocial.Tasks.Tests;

public sealed class DataPathTests
{
    private static readonly byte[] Inputs =
        Bytes.Npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }", 1, 2, 0, 3, 4, 1);

    private static readonly byte[] Labels =
        Bytes.Npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }", 5, 6);

    private static Dataset Read(string path) => DatasetCatalog.Load(path, DataLocations.Of());

    private static string Error(string path) => Should.Throw<DataException>(() => Read(path)).Message;

    [Fact]
    public void Read_Csv_TakesTheLabelColumn()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.csv", "kind,size\nx,1\ny,2\n");
        var data = DatasetCatalog.Load(path, DataLocations.Of(), new LoadOptions { LabelColumn = "kind" });
        data.ClassNames.ShouldBe(["x", "y"]);
        data.Name.ShouldBe("a");
    }

    [Fact]
    public void Read_FolderWithOneCsv_ReadsIt()
    {
        using var folder = new TemporaryFolder();
        folder.File("a.csv", "1,x\n2,y");
        Read(folder.Path).Count.ShouldBe(2);
        folder.File("b.csv", "1,x\n2,y");
        Error(folder.Path).ShouldContain("holds several data sets. Name one:");
    }

    [Fact]
    public void Read_IdxFile_FindsItsLabels()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("my-images-idx3-ubyte", Bytes.Idx([2, 1, 1], 1, 2));
        Error(path).ShouldContain("the file with its labels is not beside it");
        folder.File("my-labels-idx1-ubyte", Bytes.Idx([2], 0, 1));
        Read(path).Labels.ShouldBe([0, 1]);
    }

    [Fact]
    public void Read_NpyPair_FromFileOrFolder()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("x.npy", Inputs);
        folder.File("y.npy", Labels);
        Read(path).ClassNames.ShouldBe(["5", "6"]);
        Read(folder.Path).Inputs.ToArray().ShouldBe([1f, 2, 0, 3, 4, 1]);
    }

    [Fact]
    public void Read_NpyAlone_HasTheClassInItsLastColumn()
    {
        using var folder = new TemporaryFolder();
        var data = Read(folder.File("table.npy", Inputs));
        data.Inputs.ToArray().ShouldBe([1f, 2, 3, 4]);
        data.Labels.ShouldBe([0, 1]);
        Error(folder.File("vector.npy", Labels)).ShouldContain("must be a table");
    }

    [Fact]
    public void Read_ChannelsLast_BecomesChannelsFirst()
    {
        using var folder = new TemporaryFolder();
        byte[] x = Bytes.Npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 2, 2, 3), }",
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        byte[] y = Bytes.Npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 1), }", 0);
        var data = Read(folder.File("a.npz", Bytes.Zip(("x.npy", x), ("y.npy", y))));
        data.SampleShape.ToArray().ShouldBe([3, 2, 2]);
        data.Inputs.ToArray().ShouldBe([1f, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12]);
    }

    [Fact]
    public void Read_NotFiniteOrFractionalLabels_AreRefused()
    {
        using var folder = new TemporaryFolder();
        byte[] Floats(string shape, params float[] v) =>
            Bytes.Npy($"{{'descr': '<f4', 'fortran_order': False, "
            + $"'shape': {shape}, }}", [.. v.SelectMany(BitConverter.GetBytes)]);
        Error(folder.File("a.npy", Floats("(2, 2)", 1, 0, float.NaN, 1)))
            .ShouldEndWith("a.npy: value 0 of sample 1 is NaN. Inputs must be finite float32 numbers.");
        Error(folder.File("b.npy", Floats("(2, 2)", 1, 0, 2, 0.5f))).ShouldContain("that of sample 1 is 0.5");
    }

    [Fact]
    public void Read_FoldersOfImagesAndBatches_AreRecognised()
    {
        using var images = new TemporaryFolder();
        images.File("train/a/1.png", Bytes.Png(new PixelImage(1, 1, 1, [5])));
        Read(images.Path).Inputs.ToArray().ShouldBe([5f]);
        using var batch = new TemporaryFolder();
        Read(batch.File("data_batch_1.bin", [3, .. new byte[3072]])).Labels.ShouldBe([3]);
    }

    [Fact]
    public void Read_UnknownContent_ListsTheKinds()
    {
        using var folder = new TemporaryFolder();
        Error(folder.File("a.dat", [1, 2, 0, 3])).ShouldContain("not a kind of data that is known: CSV, IDX");
        Error(folder.File("a.png", Bytes.Png(new PixelImage(1, 1, 1, [5])))).ShouldContain("one image");
        Error(folder.Folder("empty")).ShouldContain("holds no data that are known");
    }
}
