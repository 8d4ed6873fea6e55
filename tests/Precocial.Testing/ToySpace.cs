using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Search;

namespace Precocial.Testing;

/// <summary>Four decisions of four options: 256 tiny networks, all different.</summary>
public sealed class ToySpace : DecisionSpace<ToyGenotype>
{
    public ToySpace()
        : base([.. Enumerable.Range(0, 4).Select(i => Decision.Among($"d{i}", [0, 1, 2, 3]))]) { }

    public override string Description => "toy";

    /// <summary>A chain of linear layers whose widths are the choices.</summary>
    public override ArchitectureGraph Decode(ToyGenotype genotype)
    {
        var builder = new GraphBuilder([3]);
        foreach (byte choice in genotype.Choices)
            builder.Add(new Linear(choice + 1));
        builder.Add(new Linear(2));
        return builder.Build();
    }

    protected override ToyGenotype Create(ImmutableArray<byte> choices) => new(choices);
}

/// <summary>A member of <see cref="ToySpace"/>.</summary>
public sealed record ToyGenotype(ImmutableArray<byte> Choices) : DecisionGenotype(Choices)
{
    /// <summary>The choices as digits to the base 4, 0..255: a hill with one top.</summary>
    public int Value => Choices.Aggregate(0, (value, choice) => 4 * value + choice);
}
