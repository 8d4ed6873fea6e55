using System.Text;
using Precocial.Formats;

namespace Precocial;

/// <summary>A design as one HTML page that needs nothing else: no network, no fonts, no scripts.</summary>
public static class DesignReport
{
    /// <summary>The page.</summary>
    /// <param name="result">What was made.</param>
    /// <param name="version">The version of the program, for the provenance.</param>
    /// <param name="command">What was typed, for the provenance.</param>
    /// <param name="csharpRemark">Why there is no C# file; null if there is one.</param>
    public static string Write(
        DesignResult result, string version, string command, string? csharpRemark = null)
    {
        DesignPlan plan = result.Plan;
        DesignedModel winner = result.Winner;
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append($"<title>{Html.Text(plan.Data)}: a network by "
                + $"Precocial</title>\n<style>{ReportStyle.Css}</style></head><body>\n")
            .Append($"<header><p class=\"kicker\">Precocial · design</p><h1>{Html.Text(plan.Data)}</h1>")
            .Append($"<p class=\"lead\">A network found by {Html.Text(result.Search.Name)} that answers ")
            .Append($"<b>{Numbers.Percent(winner.Test.Value)}</b> of {Numbers.Count(winner.Test.Samples)} "
                + $"unseen samples ")
            .Append($"correctly (95 % interval {Numbers.Interval(winner.Test)}).</p>")
            .Append($"{Figures(winner)}</header>\n<main>\n");
        Section(page, "Compared with", Comparison(result), Fairness(result));
        Section(page, "The search", DesignCharts.Curves(result.Search, result.Random),
            Legend + $"<p>{Html.Text(SearchText(result))}</p>");
        string better = result.Search.Proxy is { } proxy ? $"of a higher {proxy}" : "more accurate";
        Section(page, $"What {result.Search.Proxy ?? "accuracy"} costs",
            DesignCharts.Scatter(result.Search, result.Random),
            Legend + $"<p>Every network that was judged. Filled: none is both smaller and {better}.</p>");
        Section(page, "The network", $"<div class=\"network\">{GraphSvg.Draw(winner.Network.Graph)}</div>",
            NodeTable.Write(winner.Network.Graph));
        Section(page, "Where it errs", ConfusionTable.Write(result.Confusion, result.ClassNames),
            "<p>Rows: the true class. Columns: the network's answer. Test part.</p>");
        Section(page, "Where this comes from", Provenance(result, version, command, csharpRemark), "");
        return page.Append("</main></body></html>\n").ToString();
    }

    private static void Section(StringBuilder page, string title, string content, string remark) =>
        page.Append($"<section><h2>{title}</h2>\n{content}\n{remark}</section>\n");

    private const string Legend =
        "<p class=\"legend\"><span class=\"key search\"></span>search <span class=\"key "
            + "random\"></span>random search</p>";

    private static string Figures(DesignedModel winner) =>
        "<dl class=\"figures\">"
        + $"<div><dt>Parameters</dt><dd>{Numbers.Count(winner.Network.Graph.Parameters)}</dd></div>"
        + $"<div><dt>FLOPs a sample</dt><dd>{Numbers.Short(winner.Network.Graph.Flops)}</dd></div>"
        + $"<div><dt>Latency, one thread</dt><dd>{Numbers.Time(winner.Latency)}</dd></div></dl>";

    private static string Comparison(DesignResult result) => Html.Table(
        "models", ["network", "test accuracy", "95 % interval", "parameters", "FLOPs", "latency",
            "how obtained"],
        result.Models.Select(model => (string[])
        [
            model.Name, Numbers.Percent(model.Test.Value), Numbers.Interval(model.Test),
            Numbers.Count(model.Network.Graph.Parameters), Numbers.Short(model.Network.Graph.Flops),
            Numbers.Time(model.Latency), model.How,
        ]));

    private static string Fairness(DesignResult result) =>
        $"<p>All were trained by the same recipe (the linear model without augmentation) for "
            + $"{result.Plan.FinalEpochs} epochs on the same samples and tested once, on "
        + $"{Numbers.Count(result.Winner.Test.Samples)} samples that nothing was chosen by"
        + $"{(result.Plan.TestIsOfficial ? " (the published test part)" : "")}. Random search had "
        + $"{(result.Plan.Settings.Method is null ? "the same number of evaluations" : "the same cost in training")}"
        + ". Intervals are Wilson's and cover the sampling of the test part, not the luck of a "
            + "training seed. "
        + "A multiply-add counts as two FLOPs. Latency: median of one sample at a time.</p>";

    private static string SearchText(DesignResult result) =>
        $"{result.Search.Points.Count} evaluations, {result.Search.How}, and {result.Random.Points.Count} of random "
        + $"search, {result.Random.How}, on {Numbers.Count(result.Plan.SearchTrain)} samples; compared on {Numbers.Count(result.Plan.SearchValidation)} others. "
        + $"{result.Search.Infeasible} proposals of the search and {result.Random.Infeasible} of random "
            + $"search broke a "
        + "limit and were not trained.";

    private static string Provenance(
        DesignResult result, string version, string command, string? csharpRemark) => Html.Table(
        "facts", ["", ""],
        ((IReadOnlyList<(string, string)>)
        [
            ("Made by", $"Precocial {version}"),
            ("Command", command),
            .. result.Plan.Facts,
            ("Search hash", result.Search.Hash),
            ("Random search hash", result.Random.Hash),
            ("Reproducible", result.Plan.Reproducible
                ? "yes: the same command on the same kind of machine gives the same network, with any "
                    + "number of threads"
                : "no: time ended the search"),
            .. result.Warnings.Select(warning => ("Note", warning)),
            .. csharpRemark is null ? [] : ((string, string)[])[("C# file", $"none: {csharpRemark}")],
        ]).Select(fact => (string[])[fact.Item1, fact.Item2]));
}
