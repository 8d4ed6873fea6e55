using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class MixtureTests
{
    [Fact]
    public void Parse_OfToString_IsTheSameBits()
    {
        var rng = new Rng(1);
        for (int i = 0; i < 100; i++)
        {
            var mixture = new Mixture(3, 4, [.. Enumerable.Range(0, 12).Select(_ =>
                (float)(rng.NextNormal() * Math.Exp(20 * rng.NextNormal())))]);
            Mixture.Parse(mixture.ToString(), 3, 4).ShouldBe(mixture);
            Mixture.Parse(mixture.ToString(), 3, 4).GetHashCode().ShouldBe(mixture.GetHashCode());
        }
        new Mixture(1, 1, [0f]).ShouldNotBe(new Mixture(1, 1, [-0f]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 2")]
    [InlineData("1 2;3")]
    [InlineData("1 2;3 x")]
    [InlineData("1 2;3 NaN")]
    [InlineData("1 2;3 1e99")]
    public void Parse_OfOtherText_SaysWhatItIs(string text) =>
        Should.Throw<FormatException>(() => Mixture.Parse(text, 2, 2)).Message
            .ShouldContain("2 rows, separated by ';', of 2 finite numbers");

    [Fact]
    public void Entropy_OfEqualShares_IsOne_AndOfOneOperation_IsZero()
    {
        new Mixture(2, 3, [1, 1, 1, -2, -2, -2]).Entropy.ShouldBe(1, 1e-12);
        new Mixture(2, 3, [100, 0, 0, 0, 0, 200]).Entropy.ShouldBe(0, 1e-12);
        new Mixture(1, 2, [0, 0]).Shares(0).ShouldBe([0.5, 0.5]);
    }

    [Fact]
    public void Mixture_OfAnotherSize_IsRefused() =>
        Should.Throw<ArgumentException>(() => new Mixture(2, 2, [1, 2, float.NaN])).Message
            .ShouldContain("2 x 2 finite numbers, at least one, but is 3 numbers, of which 2 are finite");
}
