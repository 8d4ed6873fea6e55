using System.CommandLine;
using System.Globalization;
using Precocial.Experiments;

namespace Precocial.Cli;

/// <summary><c>precocial study compare A B ...</c>: best, mean and cost of several studies side by
/// side.</summary>
internal static class StudyCompareCommand
{
    public static Command Create()
    {
        var places = new Argument<string[]>("studies")
        {
            Description = "study.db files or their folders; every search in them is compared.",
            Arity = ArgumentArity.OneOrMore,
        };
        var options = new CommonOptions();
        var command = new Command("compare", "Compare searches: best, mean, cost.") { places, options.Json };
        command.SetAction(parsed =>
        {
            List<Row> rows = [.. parsed.GetValue(places)!.SelectMany(Read)];
            if (rows.Count == 0)
                throw new UsageException("None of these studies has a judged network yet.");
            if (parsed.GetValue(options.Json))
                JsonOutput.Write(new { Rows = rows });
            else
                Write(rows);
            return ExitCode.Done;
        });
        return command;
    }

    private static List<Row> Read(string place)
    {
        using Ledger ledger = Ledger.Open(StudyPath.FileOf(place), StudyPath.Worker);
        var rows = new List<Row>();
        foreach (StudySummary study in ledger.List().Where(s => s.Proposals > 0))
        {
            var judged = Judgement.Judged(ledger.Study(study.Spec.Id).Candidates());
            if (judged.Count == 0)
                continue;
            double[] values = [.. judged.Select(pair => pair.Value)];
            double mean = values.Average(), best = values.Max();
            rows.Add(new Row(ledger.Path, study.Spec.Id, study.Spec.Settings.Seed, study.Proposals,
                values.Length, best,
                Array.IndexOf(values, best) + 1, mean,
                values.Length > 1 ? Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1))
                    : 0,
                judged.Sum(pair => pair.Candidate.Duration.TotalSeconds)));
        }
        return rows;
    }

    private static void Write(List<Row> rows)
    {
        var table = new TextTable("study", "seed", "proposals", "networks", "best", "found at", "mean", "sd",
            "seconds", "file");
        foreach (Row row in rows)
        {
            table.Row(row.Study, $"{row.Seed}", $"{row.Proposals}", $"{row.Networks}", Four(row.Best),
                $"{row.FoundAt}",
                Four(row.Mean), Four(row.Sd), row.Seconds.ToString("0.0", CultureInfo.InvariantCulture),
                row.File);
        }
        table.AlignRight(1, 2, 3, 4, 5, 6, 7, 8).Write();
    }

    private static string Four(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private sealed record Row(
        string File, string Study, ulong Seed, int Proposals, int Networks, double Best, int FoundAt,
        double Mean,
        double Sd, double Seconds);
}
