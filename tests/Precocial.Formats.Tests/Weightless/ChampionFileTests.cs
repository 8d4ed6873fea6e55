using System.Text.Json;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Formats.Tests;

public sealed class ChampionFileTests
{
    // One input, one hidden neuron (tanh), one output; a second hidden neuron whose only connection is
    // disabled.
    private const string Sound = """
        0,0,0,0.5,-1.5e0,1
        0,0,2.00e+00,nan,0,1
        0,0,0,0,NaN,5
        0,0,0,0,3,9
        0,0,0,0,0,1

        """;

    private static readonly NeuronWiring Small = new(1, 1, [NeuronFunction.Tanh, NeuronFunction.Relu,
        NeuronFunction.Linear], [0, 0, 1, 3], [3, 4, 2, 4]);

    [SkippableFact]
    public void Read_OfTheAuthorsChampions_AreTheGoldenNetworks()
    {
        foreach (string path in Goldens.Files("wann", "*.out"))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Goldens.File("wann", $"net_{name}.json")));
            int inputs = json.RootElement.GetProperty("n_input").GetInt32();
            int outputs = json.RootElement.GetProperty("n_output").GetInt32();

            (NeuronWiring wiring, double[] values) = ChampionFile.Read(path, inputs, outputs);

            wiring.ShouldBe(GoldenWiring.Of(json.RootElement, inputs, outputs));
            wiring.Connections.ShouldBe(json.RootElement.GetProperty("n_conn").GetInt32());
            values.ShouldBe(GoldenWiring.Numbers(json.RootElement, "champion_values"));
        }
    }

    [Fact]
    public void Read_OfZerosAndNans_LeavesThemOut()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("n.out"), Sound);

        (NeuronWiring wiring, double[] values) = ChampionFile.Read(folder.File("n.out"), 1, 1);

        wiring.ShouldBe(Small);
        values.ShouldBe([0.5, -1.5, 2, 3]);
    }

    [SkippableFact]
    public void Write_OfWhatWasRead_IsTheAuthorsFileButForDisabledConnections()
    {
        using var folder = new TemporaryFolder();
        string champion = Goldens.File("wann", "swing.out");
        (NeuronWiring wiring, double[] values) = ChampionFile.Read(champion, 5, 1);

        ChampionFile.Write(folder.File("n.out"), wiring, values);

        File.ReadAllText(folder.File("n.out"))
            .ShouldBe(File.ReadAllText(champion).Replace("nan", "0.00e+00").Replace("-0.00e+00", "0.00e+00"));
    }

    [Fact]
    public void Write_WithoutWeights_WritesOnes()
    {
        using var folder = new TemporaryFolder();

        ChampionFile.Write(folder.File("n.out"), Small);

        File.ReadAllLines(folder.File("n.out"))[0]
            .ShouldBe("0.00e+00,0.00e+00,0.00e+00,1.00e+00,1.00e+00,1.00e+00");
        ChampionFile.Read(folder.File("n.out"), 1, 1).Wiring.ShouldBe(Small);
    }

    [Fact]
    public void Write_OfWeightsThatAreNearlyZero_KeepsTheConnections()
    {
        using var folder = new TemporaryFolder();

        ChampionFile.Write(folder.File("n.out"), Small, [0, 1e-300, -0.0, -123456]);

        (NeuronWiring wiring, double[] values) = ChampionFile.Read(folder.File("n.out"), 1, 1);
        wiring.ShouldBe(Small);
        values.ShouldBe([1e-30, 1e-30, 1e-30, -123000]);
    }

    [Theory]
    [InlineData(new[] { 1.0, 2 }, "4 connections, but 2 weights")]
    [InlineData(new[] { 1.0, 2, double.NaN, 3 }, "Weight 2 must be finite")]
    public void Write_OfOtherWeights_SaysTheRule(double[] weights, string expected) =>
        Should.Throw<ArgumentException>(() => ChampionFile.Write("n.out", Small, weights)).Message
            .ShouldContain(expected);

    [Theory]
    [InlineData(",9\n", ",9\n\n", "row 5: expected a row of numbers, but found an empty line")]
    [InlineData("0,0,0,0,3,9\n", "", "expected 5 rows, one fewer than the 6 numbers in each, but found 4")]
    [InlineData("3,9\n", "3,9\n0,0,0,0,0,1\n", "row 6: expected the file to end after 5 rows")]
    [InlineData("3,9\n", "3\n", "row 4: expected 6 numbers as in the first row, but found 5")]
    [InlineData("3,9\n", "3,9,9,9\n", "row 4: expected 6 numbers as in the first row, but found 8")]
    [InlineData("3,9\n", "3,nan\n", "row 4, column 6: expected a function, a whole number from 1 (linear) to 11")]
    [InlineData("3,9\n", "3,12\n", "from 1 (linear) to 11 (square), but found 12. Other readers take it for linear")]
    [InlineData("3,9\n", "3,0\n", "but found 0.")]
    [InlineData("3,9\n", "3,2.5\n", "but found 2.5")]
    [InlineData("0,0,0,0,3,9", "0,0,7,0,3,9", "row 4, column 3: expected 0 or nan on and below the diagonal")]
    [InlineData("0,0,0,0,3,9", "0,0,0,7,3,9", "row 4, column 4: expected 0 or nan on and below the diagonal")]
    [InlineData("0,0,0,0,3,9", "0,7,0,0,3,9", "row 4, column 2: expected 0 or nan, because nothing goes into the bias")]
    [InlineData("0,0,0,0,0,1", "0,0,0,0,7,1", "row 5, column 5: expected 0 or nan, because nothing goes out of an out")]
    [InlineData("0.5", "half", "row 1, column 4: expected a finite number or nan, but found \"half\"")]
    [InlineData("0.5", "1e999", "row 1, column 4: expected a finite number or nan, but found \"1e999\"")]
    [InlineData("0.5", "\0\u001b[2J", "row 1, column 4: expected a finite number or nan, but found \"??[2J\"")]
    [InlineData("0.5", "", "row 1, column 4: expected a finite number or nan, but found \"\"")]
    public void Read_OfAMalformedFile_SaysWhere(string part, string with, string expected)
    {
        Sound.ShouldContain(part);
        ShouldFail(Sound.Replace(part, with), 1, 1, expected);
    }

    [Theory]
    [InlineData(4, 1, "row 1: expected at least 7 numbers, for a bias, 4 inputs, 1 outputs and the column of functions")]
    [InlineData(2, 1, "row 2, column 3: expected 0 or nan, because nothing goes into the bias or an input")]
    [InlineData(1, 2, "row 4, column 5: expected 0 or nan, because nothing goes out of an output")]
    public void Read_WithAnotherTasksSizes_SaysTo(int inputs, int outputs, string expected) =>
        ShouldFail(Sound, inputs, outputs, expected);

    [Fact]
    public void Read_OfAnEmptyFile_SaysWhatIsExpected() => ShouldFail("", 1, 1, "the file is empty");

    [Fact]
    public void Read_WithoutAConnection_SaysSo() =>
        ShouldFail("0,0,0,1\n0,0,nan,1\n0,0,0,1\n", 1, 1, "expected at least one connection");

    [Fact]
    public void Read_OfTooManyPlaces_StopsAtTheFirstRow() =>
        ShouldFail(string.Concat(Enumerable.Repeat("0,", 5000)), 1, 1, "row 1: expected at most 4097 numbers, but found 5001");

    [Fact]
    public void Read_OfAHugeFile_StopsBeforeIt()
    {
        using var folder = new TemporaryFolder();
        using (FileStream huge = File.Create(folder.File("n.out")))
            huge.SetLength(1L << 40);

        Should.Throw<FileFormatException>(() => ChampionFile.Read(folder.File("n.out"), 1, 1))
            .Message.ShouldStartWith("n.out: expected at most 268500992 bytes");
    }

    private static void ShouldFail(string text, int inputs, int outputs, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("n.out"), text);

        string message = Should.Throw<FileFormatException>(
            () => ChampionFile.Read(folder.File("n.out"), inputs, outputs)).Message;

        message.ShouldStartWith("n.out");
        message.ShouldContain(expected);
        message.ShouldNotContain('\n');
    }
}
