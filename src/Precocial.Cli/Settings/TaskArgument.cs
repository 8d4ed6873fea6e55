using System.CommandLine;
using Precocial.Tasks;

namespace Precocial.Cli;

/// <summary>The task of a weight agnostic network: an environment's name, or a data set's name or
/// path.</summary>
internal static class TaskArgument
{
    private const string LaptopSwing = "laptop_swing";

    /// <summary>The names that are listed.</summary>
    public static string Names { get; } = string.Join(", ",
        [.. EnvironmentCatalog.Names, LaptopSwing, RacerTask.Name, "digits", "mnist256"]);

    public static Argument<string> Required() => new("task")
    {
        Description = $"{Names}, or a data set: a name or path as for design.",
    };

    public static Option<string?> Optional() => new("--task")
    {
        Description = $"What a weight agnostic network is for: {Names}, or a data set.",
        HelpName = "task",
    };

    /// <summary>Finds a task.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="label">The label column of a CSV.</param>
    /// <param name="locations">Where named data sets are looked for.</param>
    /// <param name="seed">Of the test part of a data set.</param>
    /// <param name="protocol">The rules of an environment.</param>
    public static WeightlessTask Find(
        string name, string? label, DataLocations locations, ulong seed, Protocol protocol = Protocol.Search)
    {
        if (name == LaptopSwing)
            return new EnvironmentTask(EnvironmentCatalog.Create("swingup", protocol), LaptopSwing);
        if (EnvironmentCatalog.Names.Contains(name))
            return new EnvironmentTask(EnvironmentCatalog.Create(name, protocol), name);
        if (RacerTask.IsMeant(name))
            return RacerTask.Create(name);
        bool isData = DatasetCatalog.Names.Contains(name) || File.Exists(name) || Directory.Exists(name);
        if (!isData)
        {
            throw new UsageException(
                $"There is no task '{name}'. Tasks: {Names}, "
                + $"{string.Join(", ", DatasetCatalog.Names.Except(["digits", "mnist256"]))}, or the path of a data set.");
        }
        return DataTask.Of(Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(name)),
            DataArgument.Load(name, label, locations), seed);
    }
}
