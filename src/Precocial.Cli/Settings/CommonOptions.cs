using System.CommandLine;
using Precocial.Tasks;

namespace Precocial.Cli;

/// <summary>The options that most verbs share. One set a command: an option belongs to the command it is
/// added to.</summary>
internal sealed class CommonOptions
{
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Write one JSON document to standard output.",
    };

    public Option<ulong> Seed { get; } = new("--seed")
    {
        Description = "Seed of all randomness: the same seed gives the same network.",
        DefaultValueFactory = _ => 1,
        HelpName = "number",
    };

    public Option<int> Threads { get; } = new("--threads")
    {
        Description = "Threads to use; results do not depend on it. [default: all cores]",
        HelpName = "number",
    };

    /// <summary>The option that says where data sets lie.</summary>
    public const string DataFolderName = "--data-dir";

    public Option<string?> DataFolder { get; } = new(DataFolderName)
    {
        Description = "Folder of data sets, before the one that PRECOCIAL_DATA names.",
        HelpName = "folder",
    };

    /// <summary>Adds all four to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Seed, Threads, DataFolder, Json])
            command.Options.Add(option);
    }

    public int ThreadsOf(ParseResult parsed)
    {
        if (parsed.GetResult(Threads) is null or { Implicit: true })
            return Environment.ProcessorCount;
        int threads = parsed.GetValue(Threads);
        return threads is >= 1 and <= 1024
            ? threads
            : throw new UsageException($"--threads must be from 1 to 1024, but is {threads}.");
    }

    public DataLocations LocationsOf(ParseResult parsed) => DataLocations.Of(
        parsed.GetValue(DataFolder), Environment.GetEnvironmentVariable("PRECOCIAL_DATA"), DownloadFolder());

    private static string DownloadFolder() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "precocial", "data");
}
