using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Precocial.Architectures;
using Precocial.Experiments;

namespace Precocial.Cli;

/// <summary><c>precocial study show</c>: a study's settings and its best networks.</summary>
internal static class StudyShowCommand
{
    public static Command Create()
    {
        var path = new StudyPath();
        var top = new Option<int>("--top")
        {
            Description = "How many networks to show.",
            DefaultValueFactory = _ => 10
        };
        var options = new CommonOptions();
        var command = new Command("show", "Show a study's settings and its best networks.")
        {
            path.Place, path.Name, top, options.Json,
        };
        command.SetAction(parsed =>
        {
            using Ledger ledger = path.Open(parsed);
            StudySummary study = path.Choose(ledger, parsed);
            IReadOnlyList<Row> rows =
                Best(ledger.Study(study.Spec.Id).Candidates(), Math.Max(1, parsed.GetValue(top)));
            if (parsed.GetValue(options.Json))
                JsonOutput.Write(Document(ledger, study, rows));
            else
                Write(ledger, study, rows);
            return ExitCode.Done;
        });
        return command;
    }

    private static List<Row> Best(IReadOnlyList<CandidateRecord> candidates, int top) =>
    [
        .. Judgement.Judged(candidates).OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Candidate.FirstSequence).Take(top).Select(Row.Of),
    ];

    private static object Document(Ledger ledger, StudySummary study, IReadOnlyList<Row> rows) => new
    {
        File = ledger.Path,
        Study = study.Spec.Id,
        study.State,
        study.Created,
        study.Spec.Settings.Seed,
        study.Spec.Settings.Window,
        study.Spec.EngineVersion,
        Settings = Settings(study),
        study.Proposals,
        study.Done,
        study.Infeasible,
        study.Failed,
        Best = rows,
        Studies = ledger.List().Select(s => s.Spec.Id),
    };

    private static void Write(Ledger ledger, StudySummary study, IReadOnlyList<Row> rows)
    {
        var facts = new TextTable(study.Spec.Id, ledger.Path);
        facts.Row("state", study.State).Row("begun", $"{study.Created.LocalDateTime:yyyy-MM-dd HH:mm:ss}");
        facts.Row("seed", $"{study.Spec.Settings.Seed}").Row("window", $"{study.Spec.Settings.Window}");
        foreach ((string key, JsonElement value) in Settings(study))
            facts.Row(key, value.ToString());
        facts.Row("proposals", $"{study.Proposals}").Row("judged", $"{study.Done}");
        facts.Row("infeasible", $"{study.Infeasible}").Row("failed", $"{study.Failed}").Write();
        var table = new TextTable("proposal", "value", "parameters", "FLOPs", "seconds", "fidelity",
            "network");
        foreach (Row row in rows)
        {
            table.Row($"{row.Proposal}", row.Value.ToString("0.0000", CultureInfo.InvariantCulture),
                row.Parameters is { } p ? CountText.Short(p) : "",
                row.Flops is { } f ? CountText.Short(f) : "",
                row.Seconds.ToString("0.00", CultureInfo.InvariantCulture), row.Fidelity, row.Key);
        }
        table.AlignRight(0, 1, 2, 3, 4).Write();
        string others =
            string.Join(", ", ledger.List().Select(s => s.Spec.Id).Where(id => id != study.Spec.Id));
        if (others.Length > 0)
            Console.Out.WriteLine($"Also in this file: {others} (--name).");
    }

    private static IReadOnlyDictionary<string, JsonElement> Settings(StudySummary study)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(study.Spec.Settings.Json)
                ?? [];
        }
        catch (JsonException)
        {
            return new Dictionary<string, JsonElement>();
        }
    }

    private sealed record Row(
        int Proposal, double Value, long? Parameters, long? Flops, double Seconds, string Fidelity,
        string Key)
    {
        public static Row Of((CandidateRecord Candidate, double Value) judged)
        {
            (CandidateRecord candidate, double value) = judged;
            ArchitectureGraph? graph = Graph(candidate.Architecture);
            return new Row(candidate.FirstSequence, value, graph?.Parameters, graph?.Flops,
                candidate.Duration.TotalSeconds, candidate.Fidelity, candidate.Key);
        }

        private static ArchitectureGraph? Graph(string json)
        {
            try
            {
                return json.Length > 0 ? ArchitectureGraph.FromJson(json) : null;
            }
            catch (GraphException)
            {
                return null; // of a newer version: its costs are unknown here
            }
        }
    }
}
