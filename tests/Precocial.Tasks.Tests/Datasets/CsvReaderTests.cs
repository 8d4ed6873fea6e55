using System.Text;

namespace Precocial.Tasks.Tests;

public sealed class CsvReaderTests
{
    private static Dataset Parse(string text, CsvOptions? options = null) =>
        CsvReader.Parse(Encoding.UTF8.GetBytes(text), "f.csv", options ?? new()).ToDataset("f");

    private static string Error(string text, CsvOptions? options = null) =>
        Should.Throw<DataException>(() => Parse(text, options)).Message;

    [Fact]
    public void Parse_HeaderAndTextLabels_GivesClassesInOrder()
    {
        var data = Parse("width,height,kind\n1,2,pear\n3,4.5,apple\n-5e1,6,pear\n");
        data.Inputs.ToArray().ShouldBe([1, 2, 3, 4.5f, -50, 6]);
        data.ClassNames.ShouldBe(["apple", "pear"]);
        data.Labels.ShouldBe([1, 0, 1]);
    }

    [Fact]
    public void Parse_NoHeader_KeepsTheFirstLine() => Parse("1,2,a\n3,4,b").Count.ShouldBe(2);

    [Fact]
    public void Parse_NumberLabels_AreOrderedAsNumbers() =>
        Parse("1,10\n1,9\n1,2.0\n1,2").ClassNames.ShouldBe(["2", "9", "10"]);

    [Fact]
    public void Parse_LabelColumnByName_IsTakenFromTheMiddle()
    {
        var data = Parse("a,class,b\n1,x,2\n3,y,4", new() { LabelColumn = "class" });
        data.Inputs.ToArray().ShouldBe([1f, 2, 3, 4]);
        data.ClassNames.ShouldBe(["x", "y"]);
    }

    [Theory]
    [InlineData("\uFEFFa,b\r\n1,x\r\n2,y\r\n")]
    [InlineData("a;b\n1;x\n2;y")]
    [InlineData("a\tb\n1\tx\n2\ty")]
    [InlineData("a,b\r1,x\r2,y")]
    [InlineData("\n\na,b\n\n 1 , x \n\n2,y\n\n")]
    [InlineData("\"a\",\"b\"\n\"1\",\"x\"\n2,\"y\"")]
    public void Parse_UsualVariants_ReadAlike(string text)
    {
        var data = Parse(text);
        data.Inputs.ToArray().ShouldBe([1f, 2]);
        data.ClassNames.ShouldBe(["x", "y"]);
    }

    [Fact]
    public void Parse_QuotedField_MayHoldSeparatorQuoteAndLineEnd() =>
        Parse("1,\"a,\"\"b\"\"\nc\"\n2,d").ClassNames.ShouldBe(["a,\"b\"\nc", "d"]);

    [Theory]
    [InlineData("a,b,c\n1,2,x\n1,2\n", "f.csv, line 3: 2 fields, but the first line has 3.")]
    [InlineData("a,b,c\n1,2,x\n1,2,3,y\n", "f.csv, line 3: 4 fields, but the first line has 3.")]
    [InlineData("a,b,c\n1,2,x\n1,2,3,4,y\n", "f.csv, line 3: more than 3 fields, but the first line has 3.")]
    [InlineData("a,b,c\n1,2,x\n1,red,y\n", "f.csv, line 3, column 'b': 'red' is not a number.")]
    [InlineData("a,b,c\n1,,x\n", "f.csv, line 2, column 'b': the value is missing.")]
    [InlineData("a,b,c\n1,nan,x\n", "f.csv, line 2, column 'b': 'nan' is not a finite number.")]
    [InlineData("a,b,c\n1,1e99,x\n", "f.csv, line 2, column 'b': '1e99' is not a finite number.")]
    [InlineData("a,b,c\n1,2,\n", "f.csv, line 2: the label in column 'c' is missing.")]
    [InlineData("a,b\n1,0.5\n", "f.csv: labels are classes, but column 'b' holds the number 0.5.")]
    [InlineData("a,b\n", "f.csv: no line after the header, but samples were expected.")]
    [InlineData("", "f.csv: empty, but lines of comma-separated values were expected.")]
    [InlineData("a\n1\n", "f.csv, line 1: one column")]
    [InlineData("1,\"x\n2,y", "f.csv, line 1: a quote is opened and never closed.")]
    [InlineData("1,\"x\"z\n2,y", "f.csv, line 1: text after a closing quote")]
    [InlineData("\"a\n\",b\n1,x\nq,x", "f.csv, line 4, column 'a?': 'q' is not a number.")]
    public void Parse_BadText_SaysWhereAndWhat(string text, string expected) =>
        Error(text).ShouldStartWith(expected);

    [Fact]
    public void Parse_UnknownLabelColumn_ListsTheColumns() =>
        Error("a,b\n1,2", new() { LabelColumn = "kind" })
            .ShouldBe("f.csv: no column is called 'kind'. It has a, b.");

    [Fact]
    public void Parse_TooManyClasses_AsksForTheLabelColumn() =>
        Error(string.Join('\n', Enumerable.Range(0, 10_001).Select(i => $"1,{i}")))
            .ShouldContain("more than 10000 different values");

    [Fact]
    public void Read_GzippedFile_IsUnpacked()
    {
        using var folder = new TemporaryFolder();
        var data = CsvReader.Read(folder.File("fruit.csv.gz", Bytes.Gzip("1,a\n2,b"u8.ToArray())));
        data.Name.ShouldBe("fruit");
        data.Count.ShouldBe(2);
    }

    [Fact]
    public void Read_MissingFile_SaysSo() => Should.Throw<DataException>(() => CsvReader.Read("/no/such.csv"))
        .Message.ShouldBe("/no/such.csv: no such file. Check the path.");
}
