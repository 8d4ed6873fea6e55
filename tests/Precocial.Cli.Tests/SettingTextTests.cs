namespace Precocial.Cli.Tests;

public sealed class SettingTextTests
{
    [Theory]
    [InlineData("500-evals", 500)]
    [InlineData("1", 1)]
    [InlineData(" 20-EVALS ", 20)]
    public void Budget_Evaluations_AreRead(string text, int evaluations) =>
        BudgetText.Parse(text).ShouldBe(new BudgetText(evaluations, null));

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("1.5h", 5400)]
    public void Budget_Time_IsRead(string text, int seconds) =>
        BudgetText.Parse(text).ShouldBe(new BudgetText(null, TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("1e9")]
    [InlineData("NaNs")]
    [InlineData("99999999999h")]
    [InlineData("99999999999-evals")]
    public void Budget_Nonsense_IsRefused(string text) =>
        Should.Throw<UsageException>(() => BudgetText.Parse(text));

    [Theory]
    [InlineData("200k", 200_000)]
    [InlineData("1.5M", 1_500_000)]
    [InlineData("2G", 2_000_000_000)]
    [InlineData("60000", 60_000)]
    public void Count_WithUnit_IsRead(string text, long count) =>
        CountText.Parse("--max-params", text).ShouldBe(count);

    [Theory]
    [InlineData("")]
    [InlineData("k")]
    [InlineData("-1")]
    [InlineData("0.5")]
    [InlineData("1e30")]
    public void Count_Nonsense_NamesTheOption(string text) =>
        Should.Throw<UsageException>(() =>
            CountText.Parse("--max-params", text)).Message.ShouldStartWith("--max-params");
}
