using System.CommandLine;
using Precocial.Search;

namespace Precocial.Cli;

/// <summary>A search on a recorded table, read and checked.</summary>
internal sealed record TabularRequest(
    string Table, NasBench201Columns Columns, StrategyChoice Strategy, Limits Limits, ulong Seed,
    int Evaluations, string Folder, bool Json, string CommandJson)
{
    private const int DefaultEvaluations = 200;

    public static TabularRequest Read(ParseResult parsed, DesignOptions options)
    {
        if (options.Method.SpaceOf(parsed) != SpaceChoice.NasBench201)
            throw new UsageException(
                "--evaluator tabular needs --space nasbench201: only its networks are recorded.");
        string table = parsed.GetValue(options.Method.Table)
            ?? throw new UsageException(
                "--evaluator tabular needs --table FILE, a CSV with NAS-Bench-201's columns.");
        DesignRequest request = options.Read(parsed);
        if (request.Settings.Time is not null || request.Settings.Objectives.Count > 1)
            throw new UsageException(
                "--evaluator tabular takes a --budget in evaluations and the objective accuracy.");
        return new TabularRequest(
            table, NasBench201Columns.For(parsed.GetValue(options.Method.DataSet)!),
            request.Settings.Strategy, request.Settings.Limits, request.Settings.Seed,
            request.Settings.Evaluations ?? DefaultEvaluations, options.FolderOf(parsed, "table"),
            request.Json,
            request.CommandJson);
    }
}
