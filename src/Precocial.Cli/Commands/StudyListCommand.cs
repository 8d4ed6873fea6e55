using System.CommandLine;
using Precocial.Experiments;

namespace Precocial.Cli;

/// <summary><c>precocial study list</c>: the studies of a folder and of the folders in it.</summary>
internal static class StudyListCommand
{
    public static Command Create()
    {
        var place = new Argument<string>("folder")
        {
            Description = "A folder, or a study.db.",
            DefaultValueFactory = _ => ".",
        };
        var options = new CommonOptions();
        var command = new Command("list", "List the studies of a folder and of the folders in it.")
        {
            place, options.Json,
        };
        command.SetAction(parsed => Run(parsed.GetValue(place)!, parsed.GetValue(options.Json)));
        return command;
    }

    private static int Run(string place, bool json)
    {
        var rows = Files(place).SelectMany(Read).ToList();
        if (json)
        {
            JsonOutput.Write(new { Studies = rows });
            return ExitCode.Done;
        }
        if (rows.Count == 0)
        {
            Console.Out.WriteLine($"No studies in {place}. Start one: precocial design digits");
            return ExitCode.Done;
        }
        var table = new TextTable("file", "study", "state", "begun", "proposals", "done", "infeasible",
            "failed");
        foreach (Row row in rows)
        {
            table.Row(row.File, row.Study, row.State, $"{row.Created.LocalDateTime:yyyy-MM-dd HH:mm}",
                $"{row.Proposals}", $"{row.Done}", $"{row.Infeasible}", $"{row.Failed}");
        }
        table.AlignRight(4, 5, 6, 7).Write();
        return ExitCode.Done;
    }

    private static IEnumerable<string> Files(string place)
    {
        if (File.Exists(place))
            return [place];
        if (!Directory.Exists(place))
            throw new UsageException($"There is no folder or study at {place}.");
        return Directory.EnumerateDirectories(place).Prepend(place)
            .Select(folder => Path.Combine(folder, StudyPath.FileName)).Where(File.Exists)
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<Row> Read(string file)
    {
        using Ledger ledger = Ledger.Open(file, StudyPath.Worker);
        return [.. ledger.List().Select(s => new Row(
            file, s.Spec.Id, s.State, s.Created, s.Proposals, s.Done, s.Infeasible, s.Failed))];
    }

    private sealed record Row(
        string File, string Study, string State, DateTimeOffset Created, int Proposals, int Done,
        int Infeasible,
        int Failed);
}
