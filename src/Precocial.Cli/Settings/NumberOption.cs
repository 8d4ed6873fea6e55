using System.CommandLine;

namespace Precocial.Cli;

/// <summary>Options that are whole numbers with a default and a range.</summary>
internal static class NumberOption
{
    public static Option<int> Create(string name, string description, int value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
        HelpName = "number",
    };

    /// <summary>The value, if it is in the range.</summary>
    public static int InRange(string name, int value, int least, int most) => value >= least && value <= most
        ? value
        : throw new UsageException($"{name} must be from {least} to {most}, but is {value}.");
}
