namespace Precocial;

/// <summary>Finds the best shared weight: a coarse grid, then a fine one around the best few of it.</summary>
/// <remarks>Returns are rough functions of the weight (swing-up: 723 at 0.78, 707 at 0.8), so that nothing
/// that trusts in a slope finds the top. Source of the regime: Gaier and Ha, NeurIPS 2019, §4, "tuned shared
/// weight".</remarks>
public static class SharedWeightSearch
{
    private const int Fine = 100; // steps of 0.01
    private const int Best = 3, Around = 7;

    /// <summary>The coarse grid: −2 to 2 in steps of 0.05.</summary>
    public static IReadOnlyList<double> Grid { get; } = [.. Enumerable.Range(-40, 81).Select(i => i / 20.0)];

    /// <summary>Finds the weight.</summary>
    /// <param name="judge">How good some weights are; larger is better.</param>
    /// <returns>The best weight, to two decimals, and its value.</returns>
    public static (double Weight, double Value) Find(Func<IReadOnlyList<double>, IReadOnlyList<double>> judge)
    {
        IReadOnlyList<double> coarse = judge(Grid);
        double[] fine =
        [
            .. Enumerable.Range(0, Grid.Count).OrderByDescending(i => coarse[i]).Take(Best)
                .SelectMany(i => Enumerable.Range((int)Math.Round(Fine * Grid[i]) - Around, 2 * Around + 1))
                .Distinct().Order().Where(i => Math.Abs(i) <= 2 * Fine).Select(i => (double)i / Fine),
        ];
        return Grid.Zip(coarse).Concat(fine.Zip(judge(fine))).MaxBy(pair => pair.Second);
    }
}
