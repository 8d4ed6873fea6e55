namespace Precocial.Search.Tests;

public sealed class KeepingPaceTests
{
    [Fact]
    public void IsDue_StepsOfASecond_DoublesUntilTheSeldomest()
    {
        var pace = new KeepingPace(TimeSpan.FromSeconds(8));
        var kept = new List<int>();
        for (int second = 1; second <= 32; second++)
        {
            TimeSpan last = TimeSpan.FromSeconds(kept.LastOrDefault());
            if (pace.IsDue(TimeSpan.FromSeconds(second), last))
                kept.Add(second);
        }
        kept.ShouldBe([1, 2, 4, 8, 16, 24, 32]);
    }
}
