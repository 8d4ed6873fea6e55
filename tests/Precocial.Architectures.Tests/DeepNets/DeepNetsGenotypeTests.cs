namespace Precocial.Architectures.Tests;

public sealed class DeepNetsGenotypeTests
{
    private const string Text = """
        {"stem_type":0,"stem_pool":true,"norm":null,"preproc":true,"fc_layers":2,"glob_avg":true,
         "genotype":{"normal":[["dil_conv_3x3",1],["msa",0]],"normal_concat":[2],
                     "reduce":[["cse",0],["conv_7x1_1x7",1]],"reduce_concat":[2]},
         "n_cells":4,"ks":5,"C_mult":1,"fc_dim":64,"num_nodes":61,"C":32,"num_classes":10,"class":"Network"}
        """;

    [Fact]
    public void Parse_OfReleasedKeys_ReadsEveryField()
    {
        DeepNetsGenotype genotype = DeepNetsGenotype.Parse(Text);

        genotype.StemType.ShouldBe(0);
        genotype.StemPool.ShouldBeTrue();
        genotype.BatchNorm.ShouldBeFalse();
        genotype.LinearLayers.ShouldBe(2);
        genotype.Cells.ShouldBe(4);
        genotype.StemKernel.ShouldBe(5);
        genotype.ChannelMultiplier.ShouldBe(1);
        genotype.LinearWidth.ShouldBe(64);
        genotype.HasAttention.ShouldBeTrue();
        genotype.Reduce.Edges[1].ShouldBe(new DeepNetsEdge(DeepNetsOperation.Convolution7x1, 1));
    }

    [Fact]
    public void Parse_OfToString_IsTheIdentity()
    {
        foreach (string split in DeepNetsSettings.Splits)
        {
            DeepNetsGenotype genotype = DeepNetsSampler.At(DeepNetsSettings.Of(split), seed: 3, index: 7);

            DeepNetsGenotype.Parse(genotype.ToString()).ShouldBe(genotype);
            DeepNetsGenotype.Parse(genotype.ToString()).GetHashCode().ShouldBe(genotype.GetHashCode());
            genotype.ToString().ShouldNotContain('\n');
        }
    }

    [Theory]
    [InlineData("{", "expected JSON")]
    [InlineData("[]", "expected a JSON object")]
    [InlineData("{}", "expected the two cells")]
    [InlineData("{\"genotype\": \"AmoebaNet\"}", "DARTS, PDARTS, ViT")]
    [InlineData("{\"genotype\": \"DARTS\", \"C\": 0}", "DeepNets.C")]
    [InlineData("{\"genotype\": \"DARTS\", \"C\": 100000}", "C must be from")]
    [InlineData("{\"genotype\": \"ViT\", \"C\": 20}", "C must be a multiple of 8")]
    [InlineData("{\"genotype\": \"DARTS\", \"ks\": 4}", "ks must be odd")]
    [InlineData("{\"genotype\": \"DARTS\", \"n_cells\": 100000}", "n_cells must be from")]
    [InlineData("{\"genotype\": \"DARTS\", \"norm\": \"group\"}", "DeepNets.norm")]
    [InlineData("{\"genotype\": \"DARTS\", \"stem_type\": 2}", "stem_type must be from")]
    public void Parse_OfOtherText_SaysWhatIsWrong(string text, string what) =>
        Should.Throw<GraphException>(() => DeepNetsGenotype.Parse(text)).Message.ShouldContain(what);

    [Theory]
    [InlineData("[[\"conv_3x3\", 0]]", "[2]", "two edges for each")]
    [InlineData("[[\"conv_3x3\", 0], [\"conv_3x3\", 2]]", "[2]", "a state from 0 to 1")]
    [InlineData("[[\"conv_9x9\", 0], [\"conv_3x3\", 1]]", "[2]", "edge 0")]
    [InlineData("[[\"conv_3x3\", 0], [\"conv_3x3\", 1]]", "[3]", "states from 2 to 2")]
    [InlineData("[[\"conv_3x3\", 0], [\"conv_3x3\", 1]]", "[]", "states from 2 to 2")]
    public void Parse_OfABadCell_SaysWhatIsWrong(string edges, string concat, string what)
    {
        string text = $"{{\"genotype\":{{\"normal\":{edges},\"normal_concat\":{concat},"
            + $"\"reduce\":{edges},\"reduce_concat\":{concat}}}}}";

        string message = Should.Throw<GraphException>(() => DeepNetsGenotype.Parse(text)).Message;

        message.ShouldContain(what);
        message.ShouldNotContain('\n');
    }

    [Fact]
    public void Cells_WithTheSameEdges_AreEqual()
    {
        DeepNetsCell a = PredefinedCells.Darts.Normal, b = new([.. a.Edges], [.. a.Concat]);

        b.ShouldBe(a);
        b.GetHashCode().ShouldBe(a.GetHashCode());
        b.ShouldNotBe(new DeepNetsCell(a.Edges, [3, 4, 5]));
    }

    [Fact]
    public void Reductions_StandAtOneAndTwoThirds()
    {
        DeepNetsGenotype genotype = DeepNetsGenotype.Parse("""{"genotype": "DARTS", "n_cells": 20}""");

        Enumerable.Range(0, 20).Where(genotype.IsReduction).ShouldBe([6, 13]);
        Enumerable.Range(0, 2).Where((genotype with { Cells = 2 }).IsReduction).ShouldBe([1]);
        Enumerable.Range(0, 1).Where((genotype with { Cells = 1 }).IsReduction).ShouldBeEmpty();
    }
}
