using System.Globalization;
using Precocial.Search;

namespace Precocial.Cli;

/// <summary>A calibration as a table on standard output.</summary>
internal static class CalibrationTable
{
    public static void Write(CalibrationReport report)
    {
        (double low, double high) = report.Range;
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Networks.Count} networks, {100 * low:0.0} to {100 * high:0.0} % trained alone ")
            + $"({report.StandAlone}). Rank correlations with that, and 95 % intervals:");
        var table = new TextTable("judge", "Kendall's τ", "", "Spearman's ρ", "", "how it judges");
        foreach (JudgeCalibration judge in report.Judges)
        {
            table.Row(judge.Name, Value(judge.Kendall), Interval(judge.Kendall), Value(judge.Spearman),
                Interval(judge.Spearman), judge.How);
        }
        table.AlignRight(1, 3).Write();
    }

    private static string Value(RankCorrelation correlation) =>
        correlation.Value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Interval(RankCorrelation correlation) => string.Create(CultureInfo.InvariantCulture,
        $"({correlation.Low:0.00} to {correlation.High:0.00})");
}
