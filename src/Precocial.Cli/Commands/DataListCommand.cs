using System.CommandLine;
using Precocial.Tasks;

namespace Precocial.Cli;

/// <summary><c>precocial data list</c>: the data sets that have names, and where they are.</summary>
internal static class DataListCommand
{
    public static Command Create()
    {
        var options = new CommonOptions();
        var command = new Command("list", "List the data sets that have names, and where they are.")
        {
            options.DataFolder, options.Json,
        };
        command.SetAction(parsed =>
        {
            IReadOnlyList<CatalogEntry> entries = DatasetCatalog.List(options.LocationsOf(parsed));
            if (parsed.GetValue(options.Json))
                JsonOutput.Write(new { Datasets = entries });
            else
                Write(entries);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(IReadOnlyList<CatalogEntry> entries)
    {
        var table = new TextTable("name", "what", "licence", "where");
        foreach (CatalogEntry entry in entries)
            table.Row(entry.Name, entry.Description, entry.Licence,
                Where(entry));
        table.Write();
    }

    private static string Where(CatalogEntry entry) => entry.Folder switch
    {
        null => $"precocial data get {entry.Name}",
        "" => "in the program",
        string folder => folder,
    };
}
