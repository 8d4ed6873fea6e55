using System.Globalization;
using System.Text;
using Precocial.Formats;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>A weight agnostic search as one HTML page that needs nothing else.</summary>
public static class WannReport
{
    /// <summary>The page.</summary>
    /// <param name="result">What was made.</param>
    /// <param name="version">The version of the program, for the provenance.</param>
    /// <param name="command">What was typed, for the provenance.</param>
    public static string Write(WannResult result, string version, string command)
    {
        WeightlessTask task = result.Method.Task;
        WannEntry best = result.Best;
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append($"<title>{Html.Text(task.Name)}: a weight agnostic network by Precocial</title>\n")
            .Append($"<style>{ReportStyle.Css}</style></head><body>\n")
            .Append($"<header><p class=\"kicker\">Precocial · evolve</p><h1>{Html.Text(task.Name)}</h1>")
            .Append($"<p class=\"lead\">{Lead(result)}</p>{Figures(best)}</header>\n<main>\n");
        Section(page, "The network", $"<div class=\"network\">{WiringSvg.Draw(best.Wiring!)}</div>", "");
        Section(page, "One weight for all", WannCharts.Profile([best, .. result.Baselines], task.Measure),
            Legend("evolved", "baselines") + ProfileTable([best, .. result.Baselines], task.Measure));
        if (result.Test is { } sweep)
            Section(page, "Classes", WannCharts.Classes(sweep).ToString(), ClassTable(sweep));
        Section(page, "Compared with", Comparison(result), Remarks(result));
        Section(page, "The search", WannCharts.Curve(result.Curve, task.Measure),
            Legend("best so far", "median of the generation") + CurveTable(result.Curve));
        Section(page, "Where this comes from", Provenance(result, version, command), "");
        return page.Append("</main></body></html>\n").ToString();
    }

    private static void Section(StringBuilder page, string title, string content, string remark) =>
        page.Append($"<section><h2>{title}</h2>\n{content}\n{remark}</section>\n");

    private static string Legend(string search, string other) =>
        $"<p class=\"legend\"><span class=\"key search\"></span>{search} "
        + $"<span class=\"key random\"></span>{other}</p>";

    private static string Lead(WannResult result)
    {
        WannEntry best = result.Best;
        string untrained = $"No weight was trained: with one value for all {best.Wiring!.Connections} of them it ";
        if (result.Test is not { } sweep)
        {
            return untrained + $"reaches a return of <b>{Number(best.AtBestWeight)}</b> with the value "
                + $"{Number(best.BestWeight)}, and {Number(best.Sweep.Mean)} on average over the six values of the "
                + "search.";
        }
        AccuracyEstimate at = sweep.Accuracy(PlaceOf(sweep, best.BestWeight));
        return untrained + $"answers <b>{Numbers.Percent(at.Value)}</b> of {Numbers.Count(at.Samples)} unseen "
            + $"samples correctly with the value {Number(best.BestWeight)}, and {Numbers.Percent(sweep.Ensemble.Value)} "
            + $"with {sweep.Weights.Length} values together.";
    }

    private static string Figures(WannEntry best) =>
        "<dl class=\"figures\">"
        + $"<div><dt>Connections</dt><dd>{Numbers.Count(best.Wiring!.Connections)}</dd></div>"
        + $"<div><dt>Hidden neurons</dt><dd>{Numbers.Count(best.Wiring.Hidden)}</dd></div>"
        + $"<div><dt>Best shared weight</dt><dd>{Number(best.BestWeight)}</dd></div></dl>";

    private static string Comparison(WannResult result)
    {
        string measure = result.Method.Task.Measure;
        return Html.Table("models",
            ["network", $"mean {measure}, six weights", "best shared weight", $"{measure} with it", "connections",
                "how obtained"],
            ((IReadOnlyList<WannEntry>)[result.Best, .. result.Baselines]).Select(entry => (string[])
            [
                entry.Name, Number(entry.Sweep.Mean), Number(entry.BestWeight), Number(entry.AtBestWeight),
                Numbers.Count(entry.Sweep.Connections), entry.How,
            ]));
    }

    private static string Remarks(WannResult result)
    {
        WannSettings settings = result.Method.Settings;
        string conditions = result.Method.Task is DataTask data
            ? $"all {Numbers.Count(data.Train.Count)} training samples"
            : $"{settings.TestEpisodes} episodes that nothing was chosen by, the same for all";
        return $"<p>With each weight: {conditions}. The best shared weight was chosen on a grid of −2 to 2 in steps of "
            + "0.1, under other conditions. A fixed topology has one weight for all too: it is not trained here.</p>";
    }

    private static string ProfileTable(IReadOnlyList<WannEntry> entries, string measure) =>
        $"<details><summary>{measure} with each weight</summary>" + Html.Table(
            "nodes", ["shared weight", .. entries.Select(e => e.Name)],
            entries[0].Profile.Select((point, i) => (string[])
                [Number(point.Weight), .. entries.Select(e => Number(e.Profile[i].Value))])) + "</details>";

    private static string CurveTable(IReadOnlyList<GenerationRow> curve)
    {
        int step = Math.Max(1, curve.Count / 64);
        return "<details><summary>The curve in numbers; all of it is in curve.csv</summary>" + Html.Table(
            "nodes", ["generation", "median", "best of it", "best so far", "median connections"],
            curve.Where((row, i) => i % step == 0 || i == curve.Count - 1).Select(row => (string[])
            [
                $"{row.Generation}", Number(row.Median), Number(row.Max), Number(row.Top),
                Number(row.MedianConnections),
            ])) + "</details>";
    }

    private static string ClassTable(ClassifierSweep sweep) =>
        "<p>Accuracy on the test part of each class, over the shared weight; a line's name comes up when it is "
        + "pointed at.</p><details><summary>In numbers</summary>" + Html.Table(
            "nodes", ["shared weight", "all", .. sweep.ClassNames],
            sweep.Weights.Select((weight, i) => (string[])
            [
                Number(weight), Numbers.Percent(sweep.Accuracy(i).Value),
                .. sweep.ClassNames.Select((_, c) => Numbers.Percent(sweep.Accuracy(i, c))),
            ])) + "</details>";

    private static string Provenance(WannResult result, string version, string command) => Html.Table(
        "facts", ["", ""],
        ((IReadOnlyList<WannFact>)
        [
            new("Made by", $"Precocial {version}"),
            new("Command", command),
            .. result.Method.Facts,
            new("Generations", Numbers.Count(result.Curve.Count)),
            new("Networks judged", Numbers.Count(result.Curve[^1].Evaluations)),
            new("Judged by", result.Method.Evaluator.Provenance),
            new("Space", result.Method.Space.Description),
            new("Reproducible", result.Method.Settings.Time is null
                ? "yes: the same command on the same kind of machine gives the same network, with any number of "
                    + "threads"
                : "no: time ended the search"),
        ]).Select(fact => (string[])[fact.Name, fact.Value]));

    private static int PlaceOf(ClassifierSweep sweep, double weight) =>
        Enumerable.Range(0, sweep.Weights.Length).MinBy(i => Math.Abs(sweep.Weights[i] - weight));

    // Returns of hundreds need no more than one decimal; log-likelihoods do.
    private static string Number(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "0.0" : "0.###", CultureInfo.InvariantCulture);
}
