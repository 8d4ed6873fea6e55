using System.CommandLine;
using System.Text.Json;
using Precocial.Experiments;

namespace Precocial.Cli;

/// <summary><c>precocial study resume</c>: the command that began a study, again, in its folder.</summary>
internal static class StudyResumeCommand
{
    // Nothing else is run from a file, which may be somebody else's.
    private static readonly string[] Verbs = ["design", "search"];

    public static Command Create()
    {
        var path = new StudyPath();
        var options = new CommonOptions();
        var command = new Command("resume", "Go on with an interrupted design or search where it stopped.")
        {
            path.Place, options.Threads, options.DataFolder, options.Json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            List<string> arguments = Read(parsed.GetValue(path.Place)!);
            arguments.AddRange(["--threads", $"{options.ThreadsOf(parsed)}"]);
            if (parsed.GetValue(options.DataFolder) is { } folder)
                arguments.AddRange(["--data-dir", folder]);
            if (parsed.GetValue(options.Json))
                arguments.Add("--json");
            return CommandLine.InvokeAsync([.. arguments], cancellation);
        });
        return command;
    }

    private static List<string> Read(string place)
    {
        string file = StudyPath.FileOf(place);
        using Ledger ledger = Ledger.Open(file, StudyPath.Worker);
        foreach (StudySummary study in ledger.List())
        {
            if (ledger.Study(study.Spec.Id).LastNote("command") is { } json && Parse(json) is { } arguments)
                return [.. arguments, "--output", Path.GetDirectoryName(ledger.Path)!, "--resume"];
        }
        throw new UsageException(
            $"{file} does not say which command began it. Run that command again instead.");
    }

    private static string[]? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(json) is [string verb, ..] arguments
                && Verbs.Contains(verb)
                ? arguments
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
