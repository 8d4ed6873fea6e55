using System.CommandLine;

namespace Precocial.Cli;

/// <summary><c>precocial search</c>: a method is a choice of space, strategy and evaluator.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        DesignOptions options = DesignOptions.ForSearch();
        Command command = options.Command(
            "Search networks by a named method, or with a space, a strategy and an evaluator of your choice.");
        command.SetAction((parsed, cancellation) => RunAsync(parsed, options, cancellation));
        return command;
    }

    private static Task<int> RunAsync(ParseResult parsed, DesignOptions options, CancellationToken cancellation)
    {
        SearchMethod method = options.Method;
        if (parsed.GetValue(method.List))
            return Task.FromResult(MethodList.Write(parsed.GetValue(options.Common.Json)));
        if (parsed.GetValue(method.Compare) is { } names)
        {
            return MethodRaceCommand.RunAsync(
                MethodRaceRequest.Read(options.Read(parsed), names, parsed.GetValue(method.Seeds)), cancellation);
        }
        return method.IsTabular(parsed)
            ? TabularSearch.RunAsync(TabularRequest.Read(parsed, options), cancellation)
            : DesignCommand.RunAsync(options.Read(parsed), cancellation);
    }
}
