using Precocial.Search;
using Precocial.Tensors;

namespace Precocial.Testing;

/// <summary>The laws of a space whose genotypes are sequences of decisions. Inherit, and say which
/// space.</summary>
public abstract class SequentialSpaceConformance<TGenotype>
    where TGenotype : notnull
{
    protected abstract ISequentialSpace<TGenotype> Space { get; }

    private IEnumerable<TGenotype> Members =>
        Enumerable.Range(0, 100).Select(i => Space.Sample(new Rng(5).Split((ulong)i)));

    [Fact]
    public void Compose_OfDecompose_IsTheIdentity()
    {
        foreach (var member in Members)
            Space.Compose(Space.Decompose(member)).ShouldBe(member, Space.Encode(member));
    }

    [Fact]
    public void Next_AnyChoices_EndsInAMember()
    {
        for (ulong i = 0; i < 100; i++)
        {
            int[] choices = RandomSequence(new Rng(i));
            var member = Space.Compose(choices);
            Space.Parse(Space.Encode(member)).ShouldBe(member);
            Space.Decompose(member).ShouldBe(choices);
        }
    }

    [Fact]
    public void Next_WholeSequences_AskEachNameOnceAndEachHeadAlike()
    {
        var optionsOfHead = new Dictionary<string, int>();
        foreach (var member in Members)
        {
            var decisions = DecisionsOf(member);
            decisions.Select(d => d.Name).Distinct().Count().ShouldBe(decisions.Count);
            foreach (var decision in decisions.Where(d => d.Choice != SequentialChoice.Pointer))
            {
                optionsOfHead.TryAdd(decision.Head, decision.Options);
                optionsOfHead[decision.Head].ShouldBe(decision.Options, decision.Name);
            }
        }
    }

    [Fact]
    public void Next_PointersAndSkips_AskAboutAnchorsThatWereLeft()
    {
        foreach (var member in Members)
        {
            int left = 0;
            foreach (var decision in DecisionsOf(member))
            {
                left += decision.Opens;
                decision.Anchors.ShouldAllBe(anchor => anchor >= 0 && anchor < left, decision.Name);
                decision.Anchors.Length.ShouldBe(decision.Choice switch
                {
                    SequentialChoice.Pointer => decision.Options,
                    SequentialChoice.Skip => 1,
                    _ => 0,
                });
                left += decision.LeavesAnchor ? 1 : 0;
            }
        }
    }

    [Fact]
    public void Compose_NotWhole_Throws()
    {
        int[] choices = Space.Decompose(Space.Sample(new Rng(1)));
        Should.Throw<ArgumentException>(() => Space.Compose(choices.AsSpan(0, choices.Length - 1)));
        Should.Throw<ArgumentException>(() => Space.Compose([.. choices, 0]));
        Should.Throw<ArgumentException>(() => Space.Compose([.. choices[..^1], int.MaxValue]));
    }

    private List<SequentialDecision> DecisionsOf(TGenotype member)
    {
        int[] choices = Space.Decompose(member);
        var decisions = new List<SequentialDecision>();
        for (int i = 0; i < choices.Length; i++)
        {
            decisions.Add(Space.Next(choices.AsSpan(0, i)).ShouldNotBeNull());
            choices[i].ShouldBeInRange(0, decisions[i].Options - 1);
        }
        Space.Next(choices).ShouldBeNull();
        return decisions;
    }

    private int[] RandomSequence(Rng rng)
    {
        var choices = new List<int>();
        while (Space.Next([.. choices]) is { } decision)
            choices.Add(rng.Next(decision.Options));
        return [.. choices];
    }
}
