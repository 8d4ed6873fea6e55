using System.CommandLine;
using System.Globalization;
using Precocial.Tasks;

namespace Precocial.Cli;

/// <summary><c>precocial data inspect DATA</c>: shapes, classes, ranges, repeats; optionally a sheet of
/// samples.</summary>
internal static class DataInspectCommand
{
    private const int MostClasses = 40;

    public static Command Create()
    {
        var data = new DataArgument();
        var sheet = new Option<string?>("--sheet")
        {
            Description = "Write samples of each class to a PNG file.",
            HelpName = "file",
        };
        var options = new CommonOptions();
        var command = new Command("inspect", "Show what a data set holds.")
        {
            data.Data, data.Label, sheet, options.DataFolder, options.Json,
        };
        command.SetAction(parsed =>
        {
            Dataset set = data.Load(parsed, options);
            if (parsed.GetValue(sheet) is { } file)
                DatasetSheet.WritePng(set, file);
            DatasetSummary summary = DatasetSummary.Of(set);
            if (parsed.GetValue(options.Json))
                JsonOutput.Write(Document(summary));
            else
                Write(summary);
            return ExitCode.Done;
        });
        return command;
    }

    private static object Document(DatasetSummary summary) => new
    {
        summary.Name,
        summary.Samples,
        summary.OfficialTest,
        SampleShape = summary.SampleShape.ToArray(),
        Classes = summary.ClassCounts.Select(pair => new { Name = pair.Key, Samples = pair.Value }),
        summary.MajorityShare,
        summary.Minimum,
        summary.Maximum,
        summary.Mean,
        summary.Deviation,
        summary.Constant,
        summary.Duplicates,
        summary.Conflicts,
        summary.MemoryBytes,
    };

    private static void Write(DatasetSummary summary)
    {
        var facts = new TextTable(summary.Name, "");
        facts.Row("samples", summary.OfficialTest > 0
            ? $"{summary.Samples}, of which {summary.OfficialTest} are the published test part"
            : $"{summary.Samples}");
        facts.Row("sample shape", summary.SampleShape.ToString());
        facts.Row("values",
            string.Create(CultureInfo.InvariantCulture, $"{summary.Minimum:g4} to {summary.Maximum:g4}"));
        facts.Row("constant features", $"{summary.Constant}");
        facts.Row("repeated samples",
            $"{summary.Duplicates}, of which {summary.Conflicts} with another label");
        facts.Row("always the commonest class", string.Create(
            CultureInfo.InvariantCulture, $"{100 * summary.MajorityShare:0.0} % right"));
        facts.Row("memory",
            string.Create(CultureInfo.InvariantCulture, $"{summary.MemoryBytes / 1048576.0:0.0} MiB"));
        facts.Write();
        var classes = new TextTable("class", "samples");
        foreach ((string name, int count) in summary.ClassCounts.Take(MostClasses))
            classes.Row(name, $"{count}");
        classes.AlignRight(1).Write();
        if (summary.ClassCounts.Count > MostClasses)
            Console.Out.WriteLine($"and {summary.ClassCounts.Count - MostClasses} more classes");
    }
}
