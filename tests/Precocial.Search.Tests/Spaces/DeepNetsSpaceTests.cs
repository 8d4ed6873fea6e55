using Precocial.Architectures;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class DeepNetsMiniSpaceTests : SpaceConformance<DeepNetsGenotype>
{
    protected override IMutableSpace<DeepNetsGenotype> Space { get; } =
        DeepNetsSpace.For(TaskGeometry.Standardized([1, 8, 8], 10), DeepNetsSettings.Mini);
}

public sealed class DeepNetsTrainSpaceTests : SpaceConformance<DeepNetsGenotype>
{
    protected override int Samples => 50;

    protected override IMutableSpace<DeepNetsGenotype> Space { get; } =
        new DeepNetsSpace(DeepNetsSettings.Train);
}

public sealed class DeepNetsSpaceTests
{
    private static readonly DeepNetsSpace Space = new(DeepNetsSettings.Mini with { Input = [1, 14, 14] });

    [Fact]
    public void Neighbours_AreMembersAndBuild()
    {
        DeepNetsGenotype genotype = Space.Sample(new Rng(1));

        foreach (DeepNetsGenotype neighbour in Space.Neighbours(genotype))
            Space.Decode(neighbour).OutputShape.ShouldBe([10]);
    }

    [Fact]
    public void Mutate_ManyTimes_ChangesEveryField()
    {
        DeepNetsGenotype walker = Space.Sample(new Rng(1));
        var rng = new Rng(3);
        var seen = new List<DeepNetsGenotype>();
        for (int step = 0; step < 500; step++)
            seen.Add(walker = Space.Mutate(walker, rng));

        seen.Select(g => g.Cells).Distinct().Count().ShouldBe(7);
        seen.Select(g => g.Channels).Distinct().Count().ShouldBe(3);
        seen.Select(g => g.Normal.Steps).Distinct().Count().ShouldBeGreaterThan(1);
        seen.Select(g => g.StemType).Distinct().Count().ShouldBe(2);
        seen.Select(g => g.BatchNorm).Distinct().Count().ShouldBe(2);
        seen.Select(g => g.LinearLayers).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void For_Vectors_SaysThatItIsForImages() => Should.Throw<SearchException>(
        () => DeepNetsSpace.For(TaskGeometry.Standardized([13], 3), DeepNetsSettings.Mini))
        .Message.ShouldContain("images");

    [Fact]
    public void Parse_OfANonMember_SaysSo() => Should.Throw<FormatException>(
        () => Space.Parse("""{"genotype": "DARTS", "C": 36}""")).Message.ShouldContain("no member");
}
