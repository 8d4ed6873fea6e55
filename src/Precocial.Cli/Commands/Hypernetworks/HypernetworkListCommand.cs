using System.CommandLine;

namespace Precocial.Cli;

/// <summary><c>precocial ghn list</c>: the hypernetworks that come with the program.</summary>
internal static class HypernetworkListCommand
{
    public static Command Create()
    {
        Option<bool> json = new CommonOptions().Json;
        var command = new Command("list", "List the hypernetworks that come with Precocial.") { json };
        command.SetAction(parsed =>
        {
            TrainedHypernetwork[] all = [.. BundledHypernetworks.Names.Select(BundledHypernetworks.Load)];
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(new { Hypernetworks = all.Select(HypernetworkInfoCommand.Document) });
                return ExitCode.Done;
            }
            var table = new TextTable("name", "data", "images", "generator", "steps", "minutes", "parameters");
            foreach (TrainedHypernetwork one in all)
            {
                table.Row(one.Name, one.Card.Data, string.Join("x", one.Card.Input), one.Card.Generator,
                    $"{one.Card.Steps}", $"{one.Card.Minutes:0}",
                    CountText.Short(one.Model.Parameters.Sum(p => (long)p.Count)));
            }
            table.AlignRight(4, 5, 6).Write();
            return ExitCode.Done;
        });
        return command;
    }
}
