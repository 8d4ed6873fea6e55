using Precocial.Architectures;
using Precocial.Experiments;
using Precocial.Formats;
using Precocial.Hypernetworks;
using Precocial.Search;
using Precocial.Tasks;

namespace Precocial.Cli;

/// <summary>What went wrong, in one line, and the exit code that says so.</summary>
/// <param name="Message">One line: what, the values, the way out.</param>
/// <param name="ExitCode">See <see cref="Cli.ExitCode"/>.</param>
internal readonly record struct Failure(string Message, int ExitCode)
{
    /// <summary>Explains an exception.</summary>
    public static Failure Explain(Exception exception, bool interrupted) => exception switch
    {
        OperationCanceledException when interrupted =>
            new("interrupted; the same command goes on where it stopped.", Cli.ExitCode.Interrupted),
        UsageException or DataException or SearchException or FileFormatException or GraphException => Bad(exception),
        HypernetworkTrainingException => new(OneLine(exception.Message), Cli.ExitCode.Failed),
        StudyException { Fault: StudyFault.Input } => Bad(exception),
        StudyException => new(OneLine(exception.Message), Cli.ExitCode.Failed),
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => Bad(exception),
        IOException => new(OneLine(exception.Message), Cli.ExitCode.Failed),
        _ => Defect(exception),
    };

    // No rule foresees it: a stack trace is the useful answer, for those who ask for it.
    private static Failure Defect(Exception exception)
    {
        string trace = Environment.GetEnvironmentVariable("PRECOCIAL_TRACE") == "1" ? $"\n{exception}" : "";
        return new($"a defect of the program: {exception.GetType().Name}: {OneLine(exception.Message)} "
            + $"(PRECOCIAL_TRACE=1 shows where){trace}", Cli.ExitCode.Failed);
    }

    private static Failure Bad(Exception exception) =>
        new(OneLine(exception.Message), Cli.ExitCode.WrongUsage);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
