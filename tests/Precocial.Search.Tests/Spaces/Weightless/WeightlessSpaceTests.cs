using Precocial.Architectures;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class WeightlessSpaceConformanceTests : SpaceConformance<WeightlessGenome>
{
    protected override int Samples => 100;

    protected override IMutableSpace<WeightlessGenome> Space { get; } = new WeightlessSpace(6, 3);
}

public sealed class WeightlessClassifierConformanceTests : SpaceConformance<WeightlessGenome>
{
    protected override int Samples => 20;

    protected override IMutableSpace<WeightlessGenome> Space { get; } =
        new WeightlessSpace(16, 4, WeightlessSpace.ClassifierFunctions) { InitialConnections = 0.2 };
}

public sealed class WeightlessSpaceTests
{
    [Fact]
    public void Sample_InitialMutations_AreMadeAndSaid()
    {
        var plain = new WeightlessSpace(5, 2);
        var grown = new WeightlessSpace(5, 2) { InitialMutations = 30 };
        var rng = new Rng(3);
        for (int i = 0; i < 10; i++)
        {
            plain.Sample(rng).Hidden.ShouldBe(0);
            grown.Sample(rng).Hidden.ShouldBeInRange(1, 30);
        }
        grown.Description.ShouldContain("30 mutations");
        plain.Description.ShouldNotContain("mutations");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Mutate_ManyTimes_EveryGenomeIsValidAndSurvivesItsText(bool faithful)
    {
        var space = new WeightlessSpace(5, 2) { Faithful = faithful };
        var genome = space.Sample(new Rng(1));
        var rng = new Rng(2);
        for (int step = 0; step < 400; step++)
        {
            genome = space.Mutate(genome, rng);
            var wiring = space.Wiring(genome);
            wiring.Hidden.ShouldBe(genome.Hidden);
            wiring.Connections.ShouldBeGreaterThanOrEqualTo(genome.EnabledCount);
            if (step % 20 == 0)
                space.Parse(space.Encode(genome)).ShouldBe(genome);
        }
        genome.Hidden.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void Wiring_SplitHiddenConnection_IsKeptInTheFaithfulVariantOnly()
    {
        var sound = new WeightlessSpace(1, 1);
        // A chain 1 -> 3 -> 4 -> 2, in which 3 -> 4 is switched off.
        string text = "1:1 0 9,9 1>3+3>2-3>4-4>2+";
        sound.Wiring(sound.Parse(text)).Connections.ShouldBe(2);
        var faithful = new WeightlessSpace(1, 1) { Faithful = true };
        faithful.Wiring(faithful.Parse(text)).Connections.ShouldBe(3);
    }

    [Fact]
    public void Mutate_NoHiddenNeuron_SoundAlwaysChangesFaithfulOftenNot()
    {
        var sound = new WeightlessSpace(5, 1);
        var faithful = new WeightlessSpace(5, 1) { Faithful = true };
        var genome = sound.Sample(new Rng(1));
        int Idle(WeightlessSpace space) =>
            Enumerable.Range(0, 1000).Count(i => space.Mutate(genome, new Rng((ulong)i)).Equals(genome));
        Idle(sound).ShouldBe(0);
        // 0.5 change a function and 0.2 add a connection: neither has a place. Four deviations are 0.058.
        (Idle(faithful) / 1000.0).ShouldBe(0.7, 0.058);
    }

    [Fact]
    public void Mutate_KindsOfChange_HaveTheirRates()
    {
        var space = new WeightlessSpace(5, 1);
        var genome = space.Parse("5:1 A2 3,9 2>7+7>6-8>6+1>8+");
        var children = Enumerable.Range(0, 4000)
            .Select(i => space.Mutate(genome, new Rng((ulong)i))).ToArray();
        // Four deviations of a share p of 4000: at most 0.032.
        (children.Count(c => c.Hidden > 2) / 4000.0).ShouldBe(0.25, 0.032);
        (children.Count(c => c.Hidden == 2 && c.Genes.Length > 4) / 4000.0).ShouldBe(0.20, 0.032);
        (children.Count(c => c.Genes.Length == 4 && c.EnabledCount == genome.EnabledCount + 1) / 4000.0)
            .ShouldBe(0.05, 0.032);
        (children.Count(c => !c.Functions.SequenceEqual(genome.Functions) && c.Hidden == 2) / 4000.0)
            .ShouldBe(0.50, 0.032);
    }

    [Fact]
    public void Decode_NoConnection_IsANetworkWithoutWeights()
    {
        var space = new WeightlessSpace(3, 2) { InitialConnections = 0 };
        var graph = space.Decode(space.Sample(new Rng(1)));
        graph.Parameters.ShouldBe(0);
        graph.OutputShape.ShouldBe([2]);
    }

    [Fact]
    public void Decode_WithScaling_StandsBeforeTheNeurons()
    {
        var space = new WeightlessSpace(2, 2) { Scaling = new Standardize([1, 2], [3, 4]) };
        var graph = space.Decode(space.Sample(new Rng(1)));
        graph.Nodes.Select(n => n.Primitive.Kind).ShouldBe(["input", "standardize", "neurons"]);
    }

    [Theory]
    [InlineData("5:2 000 . .")]
    [InlineData("5:1 00 . . .")]
    [InlineData("5:1 0 . .")]
    [InlineData("5:1 0G . .")]
    [InlineData("5:1 04 11 .")]
    [InlineData("5:1 00 9 2>6+")]
    [InlineData("5:1 00 9 2>7")]
    [InlineData("5:1 00 9 2>8+")]
    [InlineData("5:1 00 9 6>7+")]
    [InlineData("5:1 00 9 7>3+")]
    [InlineData("5:1 00 9 7>7+")]
    [InlineData("5:1 00 9 2>7+2>7-")]
    [InlineData("5:1 00 9 99999999999>7+")]
    [InlineData("5:1 00 9,9 7>8+8>7+")]
    public void Parse_Malformed_Throws(string text) =>
        Should.Throw<FormatException>(() => new WeightlessSpace(5, 1).Parse(text));
}
