using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace Precocial.Cli;

/// <summary>The verbs, and how one run of the program ends.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs one command.</summary>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        using var interruption = new Interruption();
        try
        {
            return await InvokeAsync(args.Length == 0 ? ["--help"] : args, interruption.Token);
        }
        catch (Exception e)
        {
            Failure failure = Failure.Explain(e, interruption.Requested);
            await Console.Error.WriteLineAsync($"precocial: {failure.Message}");
            return failure.ExitCode;
        }
    }

    /// <summary>Runs one command; errors of its work are exceptions.</summary>
    public static async Task<int> InvokeAsync(string[] args, CancellationToken cancellation)
    {
        ParseResult parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
            return Refuse(parsed.UnmatchedTokens.Count > 0 ? parsed.Errors[^1] : parsed.Errors[0]);
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // signals are ours: see Interruption
        };
        return await parsed.InvokeAsync(configuration, cancellation);
    }

    // Not a RootCommand: that one is called what the file is called.
    internal static Command Root() => new(
        "precocial", "Designs neural networks: data set in, network out, on an ordinary CPU.")
    {
        new HelpOption { Recursive = true },
        new VersionOption(),
        DesignCommand.Create(),
        SearchCommand.Create(),
        CalibrateCommand.Create(),
        EvolveCommand.Create(),
        EvaluateCommand.Create(),
        FinetuneCommand.Create(),
        PlayCommand.Create(),
        PredictCommand.Create(),
        HypernetworkCommand.Create(),
        StudyCommand.Create(),
        DataCommand.Create(),
        SpaceCommand.Create(),
        BenchCommand.Create(),
        RacerCommand.Create(),
        DeepNetsCommand.Create(),
    };

    private static int Refuse(ParseError error)
    {
        string message =
            string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Console.Error.WriteLine(
            $"precocial: {message} Try: precocial {CommandPath(error.SymbolResult)}--help");
        return ExitCode.WrongUsage;
    }

    // The words of the command that the error is about: "study list ".
    private static string CommandPath(SymbolResult? result) => result switch
    {
        null => "",
        CommandResult { Parent: not null } command => $"{CommandPath(command.Parent)}{command.Command.Name} ",
        _ => CommandPath(result.Parent),
    };
}
