using System.Globalization;

namespace Precocial.Cli;

/// <summary>How long to search, as people write it: <c>500-evals</c>, or <c>90s</c>, <c>10m</c>,
/// <c>1h</c>.</summary>
/// <param name="Evaluations">So many networks; null for a budget in time.</param>
/// <param name="Time">So much time: not reproducible; null for a budget in evaluations.</param>
internal readonly record struct BudgetText(int? Evaluations, TimeSpan? Time)
{
    public static BudgetText Parse(string text)
    {
        string budget = text.Trim().ToLowerInvariant();
        BudgetText? parsed = budget switch
        {
            _ when budget.EndsWith("-evals", StringComparison.Ordinal) => Count(budget[..^6]),
            _ when budget.EndsWith('s') => Seconds(budget[..^1], 1),
            _ when budget.EndsWith('m') => Seconds(budget[..^1], 60),
            _ when budget.EndsWith('h') => Seconds(budget[..^1], 3600),
            _ => Count(budget),
        };
        return parsed ?? throw new UsageException(
            $"--budget must be evaluations such as 500-evals or a time such as 90s, 10m or 1h, above 0, "
                + $"but is '{text}'.");
    }

    private static BudgetText? Count(string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? new BudgetText(count, null)
            : null;

    private static BudgetText? Seconds(string number, int unit) =>
        double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out double value)
        && value > 0 && value * unit <= TimeSpan.FromDays(365).TotalSeconds
            ? new BudgetText(null, TimeSpan.FromSeconds(value * unit))
            : null;
}
