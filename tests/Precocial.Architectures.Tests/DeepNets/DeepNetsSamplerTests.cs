using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

public sealed class DeepNetsSamplerTests
{
    private static readonly Shape Small = [3, 32, 32];

    private static readonly DeepNetsGenotype[] Thousand = Draw("train", 1000);

    [Fact]
    public void At_SameSeed_SameNetworks() => Draw("test", 20).ShouldBe(Draw("test", 20));

    [Fact]
    public void At_OtherSplitsWithEqualSettings_DrawOtherNetworks()
    {
        // The released generator draws its test networks from the training split's stream.
        Draw("test", 50).Intersect(Draw("val", 50)).ShouldBeEmpty();
        Draw("mini", 50).Intersect(Draw("mini-test", 50)).ShouldBeEmpty();
        var cells = Draw("train", 50).Select(g => (g.Normal, g.Reduce));
        cells.Intersect(Draw("test", 50).Select(g => (g.Normal, g.Reduce))).ShouldBeEmpty();
    }

    [Fact]
    public void At_OtherSeeds_DrawOtherNetworks() =>
        Draw("mini", 50).Intersect(Draw("mini", 50, seed: 2)).Count().ShouldBeLessThan(3);

    public static TheoryData<string> Splits => [.. DeepNetsSettings.Splits];

    [Theory]
    [MemberData(nameof(Splits))]
    public void Networks_KeepTheRules(string split)
    {
        DeepNetsSettings settings = DeepNetsSettings.Of(split);
        foreach (DeepNetsGenotype network in Draw(split, 60))
        {
            DeepNetsRules.Malformed(network).ShouldBeNull();
            DeepNetsRules.Rejects(network).ShouldBeFalse(network.ToString());
            DeepNetsRules.Contradicts(network).ShouldBeFalse(network.ToString());
            network.Cells.ShouldBeInRange(settings.Cells.Least, settings.Cells.Most);
            bool deep = network.Cells > settings.DeepAbove.Most;
            network.Normal.Steps.ShouldBeInRange(1, (deep ? settings.StepsOfDeep : settings.Steps).Most);
            network.Normal.Concat[^1].ShouldBe(network.Normal.Steps + 1);
            if (network.Normal.Steps == 1)
                network.CountOf(DeepNetsOperation.None).ShouldBe(0);
        }
    }

    [Fact]
    public void Networks_OfEvaluationSplits_HaveTheParametersOfThePublishedOnes()
    {
        foreach (string split in (string[])["val", "test", "deep", "dense", "bnfree"])
            Draw(split, 30).ShouldAllBe(
                network => DeepNetsNetwork.CountParameters(network, Small, 10) >= 2_500_000);
        Draw("wide", 30).ShouldAllBe(network => network.Channels % 64 == 0 && network.Channels >= 128);
        Draw("bnfree", 30).ShouldAllBe(network => !network.BatchNorm);
    }

    [Fact]
    public void Networks_OfTheMiniGenerator_AreSmall()
    {
        foreach (Shape input in (Shape[])[[1, 8, 8], [1, 14, 14], [3, 16, 16], [1, 28, 28], [3, 32, 32]])
        {
            DeepNetsSettings settings = DeepNetsSettings.Mini with { Input = input };
            foreach (DeepNetsGenotype network in Draw(settings, 60))
            {
                DeepNetsNetwork.CountParameters(network, input, 10).ShouldBeLessThanOrEqualTo(600_000);
                network.Channels.ShouldBeOneOf(8, 16, 24);
                if (input[1] == 8)
                    network.StemPool.ShouldBeFalse();
            }
        }
    }

    /// <summary>What the released generator gave on 200 networks: each share within four standard errors of
    /// the difference.</summary>
    [Theory]
    [InlineData("without batch norm", 8)]
    [InlineData("without pooling", 3)]
    public void Networks_OfTheTrainingSplit_ShareWhatTheReleasedOnesHave(string what, int of200)
    {
        double released = of200 / 200.0;
        int count = Thousand.Count(n => what == "without pooling" ? !n.GlobalAverage : !n.BatchNorm);
        double ours = count / 1000.0;

        double error = Math.Sqrt(released * (1 - released) * (1 / 200.0 + 1 / 1000.0));
        ours.ShouldBeInRange(released - 4 * error, released + 4 * error);
    }

    [Fact]
    public void Networks_OfTheTrainingSplit_HaveTheReleasedOnesMeanParameters()
    {
        double[] millions =
        [
            .. Thousand.Select(n => n with { Channels = 32, LinearWidth = 256 })
                .Select(n => DeepNetsNetwork.CountParameters(n, [3, 32, 32], 10) / 1e6),
        ];

        double mean = millions.Average();
        double variance = millions.Sum(m => (m - mean) * (m - mean)) / (millions.Length - 1);
        double error = Math.Sqrt(variance * (1 / 200.0 + 1 / 1000.0));
        mean.ShouldBeInRange(0.86 - 4 * error, 0.86 + 4 * error);
    }

    [Theory]
    [InlineData(DeepNetsWidths.ByCost)]
    [InlineData(DeepNetsWidths.FromLists)]
    [InlineData(DeepNetsWidths.ByParameters)]
    public void Networks_OfEveryWidthRule_GiveAnOutput(DeepNetsWidths widths)
    {
        DeepNetsSettings settings = DeepNetsSettings.Mini with
        {
            Widths = widths,
            LeastParameters = 10_000,
            Steps = (2, 3),
        };
        foreach (DeepNetsGenotype network in Draw(settings, 300))
            DeepNetsNetwork.Build(network, settings.Input, 10).OutputShape.ShouldBe([10]);
    }

    [Fact]
    public void Sample_WhereEverythingIsRejected_SaysSo() =>
        Should.Throw<GraphException>(() => DeepNetsSampler.Sample(
            DeepNetsSettings.Mini with { MostParameters = 1 }, new Rng(1))).Message.ShouldContain("rejected");

    [Fact]
    public void Of_UnknownSplit_NamesTheKnownOnes() =>
        Should.Throw<GraphException>(() => DeepNetsSettings.Of("train2")).Message.ShouldContain("bnfree");

    private static DeepNetsGenotype[] Draw(string split, int count, ulong seed = 1) =>
        Draw(DeepNetsSettings.Of(split), count, seed);

    private static DeepNetsGenotype[] Draw(DeepNetsSettings settings, int count, ulong seed = 1) =>
        [.. Enumerable.Range(0, count).Select(i => DeepNetsSampler.At(settings, seed, i))];
}
