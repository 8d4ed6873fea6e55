using Precocial.Search;
using Precocial.Tensors;

namespace Precocial.Testing;

/// <summary>The laws of a space in which steps can be taken. Inherit, and say which space.</summary>
public abstract class SpaceConformance<TGenotype>
    where TGenotype : notnull
{
    protected abstract IMutableSpace<TGenotype> Space { get; }

    /// <summary>How many random members each law is checked on.</summary>
    protected virtual int Samples => 200;

    private IEnumerable<TGenotype> Members =>
        Enumerable.Range(0, Samples).Select(i => Space.Sample(new Rng(5).Split((ulong)i)));

    [Fact]
    public void Sample_SameStream_SameGenotype()
    {
        var space = Space;
        space.Sample(new Rng(3)).ShouldBe(space.Sample(new Rng(3)));
        Members.Distinct().Count().ShouldBeGreaterThan(Samples / 4);
    }

    [Fact]
    public void Parse_OfEncode_IsTheIdentity()
    {
        var space = Space;
        foreach (var member in Members)
        {
            string text = space.Encode(member);
            text.ShouldNotContain('\n');
            space.Parse(text).ShouldBe(member, text);
            space.Parse(text).GetHashCode().ShouldBe(member.GetHashCode());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a genotype")]
    [InlineData("stages=99")]
    public void Parse_OtherText_Throws(string text) => Should.Throw<FormatException>(() => Space.Parse(text));

    [Fact]
    public void Decode_Members_AreNetworks()
    {
        var space = Space;
        foreach (var member in Members)
        {
            var graph = space.Decode(member);
            graph.Parameters.ShouldBeGreaterThan(0);
            graph.OutputShape.Rank.ShouldBe(1);
            graph.Key.ShouldBe(space.Decode(space.Parse(space.Encode(member))).Key);
        }
    }

    [Fact]
    public void Neighbours_AreDistinctMembersAndNotTheGenotype()
    {
        var space = Space;
        foreach (var member in Members.Take(20))
        {
            var neighbours = space.Neighbours(member);
            neighbours.ShouldNotContain(member);
            neighbours.Distinct().Count().ShouldBe(neighbours.Count);
            neighbours.ShouldAllBe(n => space.Parse(space.Encode(n)).Equals(n));
        }
    }

    [Fact]
    public void Mutate_IsANeighbour()
    {
        var space = Space;
        foreach (var member in Members.Take(50))
            space.Neighbours(member).ShouldContain(space.Mutate(member, new Rng(7)));
    }

    [Fact]
    public void Mutate_ManyTimes_WandersThroughTheSpace()
    {
        var space = Space;
        var walker = space.Sample(new Rng(1));
        var seen = new HashSet<TGenotype>();
        var rng = new Rng(2);
        for (int step = 0; step < 200; step++)
        {
            walker = space.Mutate(walker, rng);
            seen.Add(walker);
        }
        seen.Count.ShouldBeGreaterThan(100);
    }
}
