using System.CommandLine;

namespace Precocial.Cli;

/// <summary>Which hypernetwork predicts.</summary>
internal static class HypernetworkOption
{
    public static Option<string?> Create() => new("--ghn")
    {
        Description = $"The hypernetwork: {string.Join(", ", BundledHypernetworks.Names)}, or a .safetensors file that "
            + "ghn train wrote. [default: the bundled one for --data]",
        HelpName = "name",
    };

    /// <summary>Loads the one asked for, or the bundled one for a data set.</summary>
    public static TrainedHypernetwork Load(string? asked, string? data)
    {
        if (asked is null && data is not null && BundledHypernetworks.Names.Contains(data))
            asked = data;
        return asked is not null
            ? BundledHypernetworks.Load(asked)
            : throw new UsageException("Say which hypernetwork predicts: --ghn with one of "
                + $"{string.Join(", ", BundledHypernetworks.Names)}, or with a .safetensors file that ghn train wrote.");
    }
}
