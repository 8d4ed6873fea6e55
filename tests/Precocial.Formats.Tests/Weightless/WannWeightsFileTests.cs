using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Formats.Tests;

public sealed class WannWeightsFileTests
{
    private static readonly NeuronWiring Two =
        new(1, 1, [NeuronFunction.Tanh, NeuronFunction.Linear], [1, 2], [2, 3]);

    [SkippableFact]
    public void Read_OfTheAuthorsSwingUpWeights_GivesOneForEachConnection()
    {
        NeuronWiring wiring = ChampionFile.Read(Goldens.File("wann", "swing.out"), 5, 1).Wiring;

        WannWeights weights = WannWeightsFile.Read(Goldens.File("wann", "cartpole_swingup.wann.json"), wiring);

        (weights.Parameters.Length, weights.Reward, weights.Deviation).ShouldBe((52, 932, null));
        (weights.Parameters.Min(), weights.Parameters.Max()).ShouldBe((-3.2276, 7.1232));
        weights.Effective(weightBias: -1.5)[0].ShouldBe(-0.1783 - 1.5);
    }

    [SkippableFact]
    public void Write_OfWhatWasRead_IsTheAuthorsFile()
    {
        using var folder = new TemporaryFolder();
        string zoo = Goldens.File("wann", "cartpole_swingup.wann.json");
        NeuronWiring wiring = ChampionFile.Read(Goldens.File("wann", "swing.out"), 5, 1).Wiring;

        WannWeightsFile.Write(folder.File("n.json"), WannWeightsFile.Read(zoo, wiring));

        File.ReadAllText(folder.File("n.json")).TrimEnd().ShouldBe(File.ReadAllText(zoo).TrimEnd());
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(0.1, null)]
    [InlineData(-0.198834, 36.9)]
    public void Read_OfWrite_IsTheSame(double? reward, double? deviation)
    {
        using var folder = new TemporaryFolder();
        var weights = WannWeights.Of([1.0 / 3, -1e-9], weightBias: -1.5, reward, deviation);

        WannWeightsFile.Write(folder.File("n.json"), weights);
        WannWeights read = WannWeightsFile.Read(folder.File("n.json"), Two);

        read.Parameters.ShouldBe(weights.Parameters);
        (read.Reward, read.Deviation).ShouldBe((reward, deviation));
        read.Effective(-1.5)[0].ShouldBe(1.0 / 3, 1e-15);
    }

    [Theory]
    [InlineData("[[1,NaN]]", "n.json, line 1, byte 4: expected JSON")]
    [InlineData("[[1,2", "n.json, line 1, byte 5: expected JSON")]
    [InlineData("", "n.json, line 1, byte 0: expected JSON")]
    [InlineData("[[[1],2]]", "expected JSON")]
    [InlineData("{}", "n.json: expected a list [parameters], [parameters, reward] or [parameters, reward, deviation]")]
    [InlineData("[]", "expected a list [parameters]")]
    [InlineData("[1,2]", "expected a list [parameters]")]
    [InlineData("[[1,2],3,4,5]", "expected a list [parameters]")]
    [InlineData("[[1,2,3]]", "n.json: expected 2 parameters, one for each connection of the network, but found 3. Give")]
    [InlineData("[[1,null]]", "n.json, parameter 2: expected a finite number, but found null")]
    [InlineData("[[1,\"2\"]]", "n.json, parameter 2: expected a finite number, but found a string")]
    [InlineData("[[1,1e999]]", "n.json, parameter 2: expected a finite number, but found one that is too large")]
    [InlineData("[[1,2],[3]]", "n.json, the reward: expected a finite number, but found a")]
    public void Read_OfAMalformedFile_SaysWhere(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("n.json"), text);

        string message = Should.Throw<FileFormatException>(
            () => WannWeightsFile.Read(folder.File("n.json"), Two)).Message;

        message.ShouldContain(expected);
        message.ShouldNotContain('\n');
    }

    [Fact]
    public void Write_OfNumbersThatAreNot_SaysTheRule()
    {
        Should.Throw<ArgumentException>(() => WannWeightsFile.Write("n.json", new([1, double.NaN])))
            .Message.ShouldContain("number 1 is not");
        Should.Throw<ArgumentException>(() => WannWeightsFile.Write("n.json", new([1], null, 2)))
            .Message.ShouldContain("give the reward as well");
    }
}
