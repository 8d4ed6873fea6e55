using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class ShortlistTests
{
    private static readonly ToySpace s_space = new();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task RunAsync_AnyWindow_JudgesTheListInOrder(int window)
    {
        ToyGenotype[] list = [.. new byte[] { 3, 0, 2, 2, 1 }.Select(choice => new ToyGenotype([choice, 1, 2, 3]))];
        var plan = Study.Over(s_space).Using(new Shortlist<ToyGenotype, Score>(list, Ranking.ByScore))
            .JudgedBy(new ErraticEvaluator()) with
        { Window = window };
        var result = await plan.RunAsync(seed: 1, evaluations: list.Length);
        result.Trials.Select(trial => trial.Genotype).ShouldBe(list);
    }

    [Fact]
    public void Shortlist_Nothing_IsRefused() =>
        Should.Throw<ArgumentException>(() => new Shortlist<ToyGenotype, Score>([], Ranking.ByScore));
}
