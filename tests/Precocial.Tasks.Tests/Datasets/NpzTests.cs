using Precocial.Tensors;

namespace Precocial.Tasks.Tests;

public sealed class NpzTests
{
    private static readonly byte[] One =
        Bytes.Npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }", 7);

    private static string Error(byte[] file) =>
        Should.Throw<DataException>(() => NpzReader.Parse(file, "f")).Message;

    [Fact]
    public void Read_WrittenByNumPy_IsAKerasDataSet()
    {
        var data = DataPath.Read("Goldens/keras.npz", new());
        data.Inputs.Shape.ToArray().ShouldBe([3, 1, 3, 4]);
        data.Labels.ShouldBe([1, 0, 1]);
        data.OfficialTest.ShouldBe(1);
        data.Sample(1)[0].ShouldBe(12);
    }

    [Fact]
    public void Write_DataSet_ReadsBackAndHasTheSameBytesEachTime()
    {
        using var folder = new TemporaryFolder();
        string first = Path.Combine(folder.Path, "a.npz"), second = Path.Combine(folder.Path, "b.npz");
        var data = Sets.Table(samples: 5);
        NpzWriter.Write(first, data);
        NpzWriter.Write(second, data);
        var read = DataPath.Read(first, new());
        read.Inputs.ToArray().ShouldBe(data.Inputs.ToArray());
        read.Labels.ShouldBe(data.Labels);
        File.ReadAllBytes(first).ShouldBe(File.ReadAllBytes(second));
    }

    [Fact]
    public void Write_NamedArrays_ReadBackByName()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "a.npz");
        NpzWriter.Write(path,
            [KeyValuePair.Create("w", Tensor.From([1, 2], [2])), new("s", Tensor.From([3], []))]);
        var read = NpzReader.Read(path);
        read["w"].ToArray().ShouldBe([1f, 2]);
        read["s"].Shape.Rank.ShouldBe(0);
    }

    [Fact]
    public void Parse_Bomb_IsRefusedBeforeItIsUnpacked()
    {
        byte[] bomb = Bytes.Zip(("a.npy", new byte[50_000_000]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Error(bomb).ShouldContain("f:a.npy: 50000000 bytes are declared");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(5_000_000);
    }

    [Fact]
    public void Parse_DeclaredSizeTooSmall_IsRefused()
    {
        byte[] file = Bytes.Zip(("a.npy", One));
        int directory = file.AsSpan().IndexOf("PK\u0001\u0002"u8);
        file[directory + 24]--;
        Error(file).ShouldContain("f");
    }

    [Fact]
    public void Parse_ChangedByte_FailsTheCheckSum()
    {
        byte[] file = Bytes.Zip(("a.npy", One));
        file[file.AsSpan().IndexOf("PK\u0001\u0002"u8) + 16] ^= 1;
        Error(file).ShouldContain("check sum is wrong");
    }

    [Fact]
    public void Parse_ZipWithoutArrays_SaysWhatWasExpected() =>
        Error(Bytes.Zip(("a.txt", One))).ShouldContain("without an .npy member");

    [Fact]
    public void Parse_TooManyMembers_AreRefused() =>
        Error(Bytes.Zip([.. Enumerable.Range(0, 1001).Select(i => ($"{i}.npy", One))]))
            .ShouldBe("f: 1001 members, but at most 1000 are read.");

    [Fact]
    public void Parse_NotAZip_SaysSo() => Error([1, 2, 3]).ShouldContain("not a sound ZIP archive");

    [Fact]
    public void Read_UnknownNames_ListsThem()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.npz", Bytes.Zip(("foo.npy", One), ("bar.npy", One)));
        Should.Throw<DataException>(() => DataPath.Read(path, new()))
            .Message.ShouldStartWith($"{path}: has the arrays foo, bar, but x and y");
    }
}
