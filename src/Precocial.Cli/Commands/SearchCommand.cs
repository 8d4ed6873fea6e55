using System.CommandLine;

namespace Precocial.Cli;

/// <summary><c>precocial search</c>: a method is a choice of space, strategy and evaluator.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        DesignOptions options = DesignOptions.ForSearch();
        Command command =
            options.Command("Search networks with a space, a strategy and an evaluator of your choice.");
        command.SetAction((parsed, cancellation) => options.Method.IsTabular(parsed)
            ? TabularSearch.RunAsync(TabularRequest.Read(parsed, options), cancellation)
            : DesignCommand.RunAsync(options.Read(parsed), cancellation));
        return command;
    }
}
