using System.CommandLine;
using Precocial.Experiments;

namespace Precocial.Cli;

/// <summary>Which study is meant: a study.db or the folder that holds it, and a name where a file holds
/// several.</summary>
internal sealed class StudyPath
{
    /// <summary>What a ledger is called in a folder of results.</summary>
    public const string FileName = "study.db";

    public Argument<string> Place { get; } = new("study")
    {
        Description = "A study.db, or the folder that holds it.",
        DefaultValueFactory = _ => ".",
    };

    public Option<string?> Name { get; } = new("--name")
    {
        Description = "One study of the file. [default: the first]",
        HelpName = "name",
    };

    public static WorkerIdentity Worker { get; } = new(Environment.MachineName, Environment.ProcessId);

    public static string FileOf(string place) =>
        Directory.Exists(place) ? Path.Combine(place, FileName) : place;

    public Ledger Open(ParseResult parsed) => Ledger.Open(FileOf(parsed.GetValue(Place)!), Worker);

    public StudySummary Choose(Ledger ledger, ParseResult parsed) => Choose(ledger, parsed.GetValue(Name));

    public static StudySummary Choose(Ledger ledger, string? name)
    {
        IReadOnlyList<StudySummary> studies = ledger.List();
        if (studies.Count == 0)
            throw new UsageException($"{ledger.Path} holds no study yet.");
        return name is null
            ? studies[0]
            : studies.FirstOrDefault(s => s.Spec.Id == name)
                ?? throw new UsageException($"{ledger.Path} has no study '{name}'. It has: "
                    + string.Join(", ", studies.Select(s => s.Spec.Id)) + ".");
    }
}
