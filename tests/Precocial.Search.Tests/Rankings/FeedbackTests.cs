namespace Precocial.Search.Tests;

public sealed class FeedbackTests
{
    [Theory]
    [InlineData(0.1 + 0.2)]
    [InlineData(-1e-300)]
    [InlineData(double.MaxValue)]
    [InlineData(0)]
    public void FromJson_OfToJson_HasTheSameBits(double value)
    {
        Score.FromJson(new Score(value).ToJson()).ShouldBe(new Score(value));
        var objectives = new Objectives([value, -value, 1], Violation: 0.1);
        Objectives.FromJson(objectives.ToJson()).ShouldBe(objectives);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"values\":[\"a\"],\"violation\":0}")]
    public void FromJson_OtherText_Throws(string json)
    {
        Should.Throw<FormatException>(() => Score.FromJson(json));
        Should.Throw<FormatException>(() => Objectives.FromJson(json));
    }

    [Fact]
    public void IsFinite_NotANumber_IsFalse()
    {
        new Score(double.NaN).IsFinite.ShouldBeFalse();
        new Objectives([1, double.PositiveInfinity]).IsFinite.ShouldBeFalse();
        new Objectives([1, 2]).IsFinite.ShouldBeTrue();
    }
}
