namespace Precocial.Tasks.Tests;

public sealed class CifarReaderTests
{
    private static byte[] Record(byte label, byte level) => [label, .. Enumerable.Repeat(level, 3072)];

    [Fact]
    public void ReadFolder_AllBatches_KeepsTheTestBatch()
    {
        using var folder = new TemporaryFolder();
        for (byte i = 1; i <= 5; i++)
            folder.File($"data_batch_{i}.bin", Record(label: i, level: i));
        folder.File("test_batch.bin", [.. Record(label: 9, level: 8), .. Record(label: 0, level: 7)]);
        var data = CifarReader.ReadFolder(folder.Path);
        data.Inputs.Shape.ToArray().ShouldBe([7, 3, 32, 32]);
        data.Labels.ShouldBe([1, 2, 3, 4, 5, 9, 0]);
        data.OfficialTest.ShouldBe(2);
        data.ClassNames[9].ShouldBe("truck");
        data.Sample(5).ToArray().ShouldAllBe(pixel => pixel == 8);
    }

    [Fact]
    public void ReadFolder_BatchMissing_NamesIt()
    {
        using var folder = new TemporaryFolder();
        folder.File("data_batch_1.bin", Record(0, 0));
        Should.Throw<DataException>(() => CifarReader.ReadFolder(folder.Path))
            .Message.ShouldContain("data_batch_2.bin: no such file");
    }

    [Fact]
    public void Read_Truncated_SaysTheRecordSize()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.bin", Record(0, 0)[..^1]);
        Should.Throw<DataException>(() => CifarReader.Read(path))
            .Message.ShouldStartWith($"{path}: 3072 bytes, but CIFAR-10 has records of 3073.");
    }

    [Fact]
    public void Read_LabelOutOfRange_SaysWhere()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.bin", [.. Record(0, 0), .. Record(10, 0)]);
        Should.Throw<DataException>(() => CifarReader.Read(path))
            .Message.ShouldStartWith($"{path}, offset 3073: label 10, but CIFAR-10 has 0 to 9.");
    }
}
