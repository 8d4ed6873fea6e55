using System.Text.Json;
using Precocial.Tasks;

namespace Precocial.Cli;

/// <summary>What was typed after <c>design</c>, read and checked.</summary>
/// <param name="Data">A name or a path.</param>
/// <param name="Label">The label column of a CSV.</param>
/// <param name="Folder">Where the study and the results go.</param>
/// <param name="Settings">The design's own settings.</param>
/// <param name="Locations">Where named data sets are looked for.</param>
/// <param name="Json">Whether the result is a JSON document.</param>
/// <param name="Arguments">The arguments that make the same design again, without the folder.</param>
internal sealed record DesignRequest(
    string Data, string? Label, string Folder, DesignSettings Settings, DataLocations Locations, bool Json,
    IReadOnlyList<string> Arguments)
{
    /// <summary>The command for a report.</summary>
    public string CommandText => $"precocial {string.Join(' ', Arguments)}";

    /// <summary>The command for <c>study resume</c>.</summary>
    public string CommandJson => JsonSerializer.Serialize(Arguments);
}
