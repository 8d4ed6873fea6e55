using System.Globalization;
using Precocial.Tensors;

namespace Precocial.Tasks.Tests;

public sealed class NpyTests
{
    public static TheoryData<string> Goldens() =>
        [.. File.ReadLines("Goldens/npy.txt").Where(line => line[0] != '#')
            .Select(line => line.Split(' ')[0])];

    private static string Error(byte[] file) =>
        Should.Throw<DataException>(() => NpyReader.Parse(file, "f")).Message;

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Parse_WrittenByNumPy_GivesItsValues(string name)
    {
        string[] golden = File.ReadLines("Goldens/npy.txt").Single(line => line.StartsWith(name + " "))
            .Split(' ');
        var array = NpyReader.Parse(Convert.FromBase64String(golden[2]), name).ToTensor();
        array.Shape.ToString().ShouldBe($"[{golden[1].TrimEnd(',').Replace(",", ", ")}]");
        array.ToArray()
            .ShouldBe(golden[3].Split(',').Select(v => float.Parse(v, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Write_ThenRead_GivesTheSame()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "a.npy");
        var values = Tensor.From([1, -2.5f, 3e-20f, 4, 5, 6], [2, 1, 3]);
        NpyWriter.Write(path, values);
        NpyReader.Read(path).ToArray().ShouldBe(values.ToArray());
        NpyReader.Read(path).Shape.ShouldBe(values.Shape);
        (new FileInfo(path).Length % 8).ShouldBe(0);
    }

    [Fact]
    public void Write_WholeNumbers_AreReadBack()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "a.npy");
        NpyWriter.Write(path, [3, -1, 70_000]);
        NpyReader.Read(path).ToArray().ShouldBe([3f, -1, 70_000]);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", "needs more than the 4 bytes")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }",
        "needs 3 bytes, not the 4 bytes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 4), }",
        "needs more than")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }",
        "needs more than")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0,), }", "every axis must be 1 or more")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1), }", "7 axes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
        "a tuple of whole numbers expected")]
    [InlineData("{'descr': '<f4', 'fortran_order': 1, 'shape': (1,), }",
        "'descr', 'fortran_order' and 'shape'")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "type '|O' are not read")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", "arrays of records")]
    [InlineData("{'descr': '<f4'", "'}' expected")]
    [InlineData("__import__('os').system('true')", "'{' expected")]
    public void Parse_BadHeader_SaysWhatWasExpected(string header, string expected) =>
        Error(Bytes.Npy(header, 0, 0, 0, 0)).ShouldContain(expected);

    [Theory]
    [InlineData(new byte[] { 0x93, 78, 85, 77, 80, 89, 9, 0, 0, 0, 0, 0 }, "NPY version 9")]
    [InlineData(new byte[] { 0x93, 78, 85, 77, 80, 89, 2, 0, 255, 255, 255, 255 },
        "the header says it has 4294967295")]
    [InlineData(new byte[] { 0x93, 78, 85, 77, 80, 89 }, "not an NPY array")]
    [InlineData(new byte[] { }, "not an NPY array")]
    public void Parse_BadStart_SaysWhatWasExpected(byte[] file, string expected) =>
        Error(file).ShouldContain(expected);
}
