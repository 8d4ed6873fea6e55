using System.Globalization;
using System.Text;

namespace Precocial;

/// <summary>A race of methods as one HTML page that needs nothing else.</summary>
public static class MethodRaceReport
{
    /// <summary>The page.</summary>
    /// <param name="result">How the methods did.</param>
    /// <param name="settings">What was raced.</param>
    /// <param name="version">The version of the program.</param>
    /// <param name="command">What was typed.</param>
    public static string Write(
        MethodRaceResult result, MethodRaceSettings settings, string version, string command)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append($"<title>{Html.Text(result.Data)}: methods raced by Precocial</title>\n")
            .Append($"<style>{ReportStyle.Css}</style></head><body>\n")
            .Append($"<header><p class=\"kicker\">Precocial · race</p><h1>{Html.Text(result.Data)}</h1>")
            .Append($"<p class=\"lead\">{result.Standings.Length} methods, {settings.Seeds} seeds each, at the same ")
            .Append("budget.</p></header>\n<main>\n")
            .Append($"<section><h2>Standings</h2>\n{Table(result)}\n<p>{Html.Text(Verdict(result))}</p></section>\n")
            .Append($"<section><h2>Every run</h2>\n{Chart(result)}\n<p>Small: a seed. Large: the mean; the line is one ")
            .Append("standard deviation either way.</p></section>\n")
            .Append("<section><h2>Where this comes from</h2>\n")
            .Append(Html.Table("facts", ["", ""], ((string[][])
            [
                ["Made by", $"Precocial {version}"], ["Command", command],
                .. settings.Methods.Select(m => (string[])[m.Name, $"{m.Card}"]),
                .. result.Standings.SelectMany(s => s.Runs).SelectMany(run => run.Warnings.Select(
                    warning => (string[])[$"{run.Method}, seed {run.Seed}", warning])),
            ])))
            .Append("</section>\n");
        return page.Append("</main></body></html>\n").ToString();
    }

    /// <summary>What the rank test says, in a sentence.</summary>
    public static string Verdict(MethodRaceResult result) => string.Create(CultureInfo.InvariantCulture,
        $"Friedman's test over the seeds: chi-square {result.Friedman.Statistic:0.00}, p = {result.Friedman.P:0.000}: ")
        + (result.Friedman.P < 0.05 ? "the methods differ." : "no method stands out from the others.");

    private static string Table(MethodRaceResult result) => Html.Table("models",
        ["method", "test accuracy", "sd", "mean rank", "ahead of random", "p", "parameters", "training cost",
            "evaluations"],
        result.Standings.Select(s => (string[])
        [
            s.Method, Numbers.Percent(s.Mean), Numbers.Percent(s.Sd),
            s.MeanRank.ToString("0.0", CultureInfo.InvariantCulture),
            s.AheadOfRandom is { } ahead ? $"{(ahead < 0 ? "−" : "+")}{Numbers.Percent(Math.Abs(ahead))}" : "",
            s.P?.ToString("0.000", CultureInfo.InvariantCulture) ?? "",
            Numbers.Count((long)s.Runs.Average(run => run.Parameters)),
            $"{Numbers.Short(s.Runs.Average(run => run.TrainingFlops))}FLOP",
            Numbers.Count((long)s.Runs.Average(run => run.Evaluations)),
        ]));

    private static string Chart(MethodRaceResult result)
    {
        MethodRun[] runs = [.. result.Standings.SelectMany(s => s.Runs)];
        int methods = result.Standings.Length;
        var names = new Axis("method", [.. Enumerable.Range(0, methods + 2).Select(i => (double)i)],
            tick => tick >= 1 && tick <= methods ? result.Standings[(int)tick - 1].Method : "", Logarithmic: false);
        var figure = new Figure(names,
            Axis.Linear("test accuracy", runs.Min(r => r.TestAccuracy), runs.Max(r => r.TestAccuracy), Axis.Percent),
            "Test accuracy of every run by method");
        for (int i = 0; i < methods; i++)
        {
            MethodStanding s = result.Standings[i];
            figure.Line([(i + 1, s.Mean - s.Sd), (i + 1, s.Mean + s.Sd)], "line search", s.Method);
            foreach (MethodRun run in s.Runs)
                figure.Dot(i + 1, run.TestAccuracy, 3, "dot random", $"{run.Method}, seed {run.Seed}: "
                    + Numbers.Percent(run.TestAccuracy));
            figure.Dot(i + 1, s.Mean, 5, "dot search front", $"{s.Method}: mean {Numbers.Percent(s.Mean)}");
        }
        return figure.ToString();
    }
}
