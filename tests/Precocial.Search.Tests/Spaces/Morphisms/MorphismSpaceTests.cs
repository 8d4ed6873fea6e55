using Precocial.Architectures;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class MorphismSpaceConformanceTests : SpaceConformance<MorphGenotype>
{
    protected override int Samples => 40;

    protected override IMutableSpace<MorphGenotype> Space { get; } = new MorphismSpace(
        SmallStarts.Image(width: 4), new() { Limits = new() { MaxParameters = 1_000_000 }, MaxWidth = 8 });
}

public sealed class LineageSpaceConformanceTests : SpaceConformance<Descendant<NasBench201Cell>>
{
    protected override IMutableSpace<Descendant<NasBench201Cell>> Space { get; } =
        new LineageSpace<NasBench201Cell>(new NasBench201Space(
            new NasBench201Skeleton { InputShape = [3, 8, 8], CellsPerStage = 1 }));
}

public sealed class MorphismSpaceTests
{
    [Fact]
    public void Decode_AChild_KnowsItsParentAndTheEditsBetweenThem()
    {
        var space = new MorphismSpace(SmallStarts.Image(), new() { EditsPerChild = 3 });
        var child = space.Mutate(space.Root, new Rng(1));
        var grandchild = space.Mutate(child, new Rng(2));
        space.Decode(space.Root).Origin.ShouldBeNull();
        var origin = space.Decode(grandchild).Origin.ShouldNotBeNull();
        origin.Parent.Key.ShouldBe(space.Decode(child).Key);
        origin.Edits.Length.ShouldBe(3);
        child.Inherited.ShouldBe(0);
        grandchild.Inherited.ShouldBe(3);
    }

    [Fact]
    public void Mutate_AtTheLimits_StaysWithinThemAndEndsInTheParent()
    {
        var start = SmallStarts.Image();
        var limits = new Limits { MaxParameters = 3 * start.Parameters };
        var space = new MorphismSpace(start, new() { Limits = limits });
        var (walker, rng) = (space.Root, new Rng(3));
        for (int i = 0; i < 60; i++)
        {
            walker = space.Mutate(walker, rng);
            limits.Broken(space.Decode(walker)).ShouldBeNull();
        }
        space.Decode(walker).Parameters.ShouldBeGreaterThan(2 * start.Parameters);
        var nothing = new MorphismSpace(start, new() { Limits = new() { MaxParameters = start.Parameters } });
        nothing.Mutate(nothing.Root, new Rng(4)).ShouldBe(nothing.Root);
    }

    [Fact]
    public void New_StartOverTheLimit_IsOneClearLine() =>
        Should.Throw<SearchException>(() => new MorphismSpace(
            SmallStarts.Image(), new() { Limits = new() { MaxParameters = 10 } })).Message
            .ShouldBe("The start of a morphism space has 770 parameters, over 10, and every other network "
                + "is larger. Start smaller, or raise the limit.");

    [Theory]
    [InlineData("child of 1: net2deeper \"relu1\" 3 norm")]
    [InlineData("start: net2deeper \"nowhere\" 3 norm")]
    [InlineData("child of x")]
    public void Parse_NotAMember_Throws(string text) =>
        Should.Throw<FormatException>(() => new MorphismSpace(SmallStarts.Image()).Parse(text));
}
