using System.CommandLine;
using Precocial.Search;

namespace Precocial.Cli;

/// <summary>The limits on a network's cost that may be typed.</summary>
internal sealed class SearchLimits
{
    public Option<string?> MaxParameters { get; } = new("--max-params")
    {
        Description = "The most parameters a network may have, such as 200k.",
        HelpName = "count",
    };

    public Option<string?> MaxFlops { get; } = new("--max-flops")
    {
        Description = "The most FLOPs for one sample, such as 5M; a multiply-add counts as two.",
        HelpName = "count",
    };

    public Limits Of(ParseResult parsed) => new()
    {
        MaxParameters = parsed.GetValue(MaxParameters) is { } parameters
            ? CountText.Parse("--max-params", parameters) : null,
        MaxFlops = parsed.GetValue(MaxFlops) is { } flops ? CountText.Parse("--max-flops", flops) : null,
    };
}
