using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class StagedSpaceTests
{
    private readonly StagedSpace<ToyGenotype> _space = new(new ToySpace(), epochs: 3);

    [Fact]
    public void Parse_OfEncode_IsTheIdentity()
    {
        var staged = _space.Sample(new Rng(1)) with { Bracket = 7 };
        _space.Encode(staged).ShouldStartWith("3 7 d0=");
        _space.Parse(_space.Encode(staged)).ShouldBe(staged);
    }

    [Theory]
    [InlineData("")]
    [InlineData("3 d0=1 d1=1 d2=1 d3=1")]
    [InlineData("0 0 d0=1 d1=1 d2=1 d3=1")]
    public void Parse_OtherText_Throws(string text) => Should.Throw<FormatException>(() => _space.Parse(text));

    [Fact]
    public void BudgetOf_Member_IsItsOwn() =>
        _space.BudgetOf(_space.Sample(new Rng(1)) with { Epochs = 9 }, new Budget(Epochs: 2)).Epochs.ShouldBe(9);
}
