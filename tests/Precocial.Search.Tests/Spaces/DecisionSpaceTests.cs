using System.Numerics;
using Precocial.Architectures;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class DecisionSpaceTests
{
    private readonly MacroSpace _space = new(TaskGeometry.Standardized([1, 8, 8], 10));

    [Fact]
    public void Count_Toy_IsTheProduct() => new ToySpace().Count.ShouldBe(new BigInteger(256));

    [Fact]
    public void Count_DependentDecisions_CountsOnlyWhatIsInPlay()
    {
        // 6 stems, 1 stride, 4 activations, 2 heads, 4 dropouts; a first stage has 7·3·2 forms, a later one
        // 7·3·2·3·3.
        BigInteger first = 42, later = 378;
        _space.Count.ShouldBe(192 * first * (1 + later + later * later));
    }

    [Fact]
    public void Mutate_ManyParents_ChangesOneDecisionAmongThoseInPlayInBoth()
    {
        for (ulong i = 0; i < 300; i++)
        {
            var parent = _space.Sample(new Rng(i));
            var child = _space.Mutate(parent, new Rng(1000 + i));
            Enumerable.Range(0, _space.Decisions.Length)
                .Count(d => _space.IsInPlay(parent.Choices.AsSpan(), d)
                    && _space.IsInPlay(child.Choices.AsSpan(), d)
                    && parent.Choices[d] != child.Choices[d])
                .ShouldBe(1, $"{_space.Encode(parent)} → {_space.Encode(child)}");
        }
    }

    [Fact]
    public void Parse_MissingDecision_SaysWhichAndWhatItMayBe()
    {
        string text = _space.Encode(_space.Sample(new Rng(1))).Replace("stem=", "stam=");
        Should.Throw<FormatException>(() => _space.Parse(text)).Message
            .ShouldStartWith("Word 2 of a genotype must be stem= with one of 16, 8, 12, 24, 32, 48, "
                + "but is 'stam=");
    }

    [Fact]
    public void Parse_ExtraWords_Throws()
    {
        string text = _space.Encode(_space.Sample(new Rng(1)));
        Should.Throw<FormatException>(() => _space.Parse(text + " more=1")).Message.ShouldContain("words");
    }

    [Fact]
    public void Decode_ResidualGenotype_IsAResidualNetwork()
    {
        var genotype = _space.Parse(
            "stages=2 stem=16 stride=1 activation=relu head=average dropout=0 block1=basic3 "
            + "blocks1=2 skips1=yes block2=conv3 blocks2=2 skips2=yes widen2=2 shrink2=stride");
        var graph = _space.Decode(genotype);
        graph.Nodes[1].Primitive.ShouldBeOfType<Standardize>();
        // Two basic blocks, and the second convolution of stage 2; the first halves the image.
        graph.Nodes.Count(n => n.Primitive is Sum).ShouldBe(3);
        graph.Shapes[^3].ShouldBe([32, 4, 4]);
        // Convolutions 1·16·9 + 4·16·16·9 + 16·32·9 + 32·32·9, norms 2·(16·5 + 32·2), linear 32·10 + 10.
        graph.Parameters.ShouldBe(144 + 9216 + 4608 + 9216 + 288 + 330);
    }

    [Fact]
    public void MacroSpace_OtherRanks_SaysWhatItIsFor() =>
        Should.Throw<ArgumentException>(() => new MacroSpace(TaskGeometry.Standardized([4, 5], 2)))
            .Message.ShouldContain(
                "images [channels, height, width] and vectors [features], but the samples are [4, 5]");

    [Fact]
    public void CellSpace_Vectors_SaysWhatItIsFor() =>
        Should.Throw<ArgumentException>(() => new CellSpace(TaskGeometry.Standardized([13], 3)))
            .Message.ShouldContain("but the samples are [13]. Use the macro space.");

    [Fact]
    public void CellSpace_Resized_TakesTheSameGenotypes()
    {
        var small = new CellSpace(TaskGeometry.Standardized([1, 8, 8], 10));
        var genotype = small.Sample(new Rng(4));
        small.Resized(channels: 16, cellsPerStage: 3).Decode(genotype).Parameters
            .ShouldBeGreaterThan(3 * small.Decode(genotype).Parameters);
    }
}
