using System.CommandLine;
using System.Globalization;
using System.Text;
using Precocial.Experiments;
using Precocial.Formats;

namespace Precocial.Cli;

/// <summary><c>precocial study export</c>: every network of a study as CSV or JSON.</summary>
internal static class StudyExportCommand
{
    public static Command Create()
    {
        var path = new StudyPath();
        var output = new Option<string?>("--output", "-o")
        {
            Description = "A .csv or .json file. [default: CSV to standard output]",
            HelpName = "file",
        };
        var options = new CommonOptions();
        var command = new Command("export", "Write every network of a study as CSV or JSON.")
        {
            path.Place, path.Name, output, options.Json,
        };
        command.SetAction(parsed =>
        {
            using Ledger ledger = path.Open(parsed);
            StudySummary study = path.Choose(ledger, parsed);
            IReadOnlyList<CandidateRecord> candidates = ledger.Study(study.Spec.Id).Candidates();
            string? file = parsed.GetValue(output);
            bool json = parsed.GetValue(options.Json)
                || file?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true;
            string text = json ? JsonOutput.Text(Document(study, candidates)) + "\n" : Csv(candidates);
            if (file is null)
                Console.Out.Write(text);
            else
                AtomicFile.WriteText(file, text);
            return ExitCode.Done;
        });
        return command;
    }

    private static object Document(StudySummary study, IReadOnlyList<CandidateRecord> candidates) => new
    {
        Study = study.Spec.Id,
        study.Spec.Settings.Seed,
        study.Spec.Settings.Window,
        Candidates = candidates.Select(c => new
        {
            Proposal = c.FirstSequence,
            c.Key,
            c.Fidelity,
            c.State,
            Values = Judgement.Values(c),
            Seconds = c.Duration.TotalSeconds,
            c.Attempts,
            c.Architecture,
        }),
    };

    private static string Csv(IReadOnlyList<CandidateRecord> candidates)
    {
        int most = candidates.Select(c => Judgement.Values(c).Count).DefaultIfEmpty(0).Max();
        var text = new StringBuilder("proposal,key,fidelity,state,seconds,attempts");
        for (int i = 0; i < most; i++)
            text.Append(CultureInfo.InvariantCulture, $",value_{i}");
        text.Append('\n');
        foreach (CandidateRecord c in candidates)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{c.FirstSequence},{Cell(c.Key)},{Cell(c.Fidelity)},{Cell(c.State)},{c.Duration.TotalSeconds},");
            text.Append(CultureInfo.InvariantCulture, $"{c.Attempts}");
            IReadOnlyList<double> values = Judgement.Values(c);
            for (int i = 0; i < most; i++)
                text.Append(',')
                    .Append(i < values.Count ? values[i].ToString("R", CultureInfo.InvariantCulture) : "");
            text.Append('\n');
        }
        return text.ToString();
    }

    private static string Cell(string text) =>
        text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
}
