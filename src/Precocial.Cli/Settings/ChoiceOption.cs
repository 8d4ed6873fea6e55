using System.CommandLine;

namespace Precocial.Cli;

/// <summary>An option that is one of a few words; the first is the default.</summary>
internal static class ChoiceOption
{
    public static Option<string> Create(string name, string description, params string[] values)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            DefaultValueFactory = _ => values[0],
            HelpName = "name",
        };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
