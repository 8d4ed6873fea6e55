namespace Precocial.Search;

/// <summary>How often cells are repeated, and how wide they are: a cell found small is used large.</summary>
/// <param name="CellsPerStage">Normal cells in each stage; null for as many as while searching.</param>
/// <param name="Channels">Channels of a node in the first stage; null for as many as while searching.</param>
public sealed record StackSize(int? CellsPerStage, int? Channels)
{
    /// <summary>The size in words.</summary>
    public override string ToString() => string.Join(" and ",
        ((string[])[CellsPerStage is { } cells ? $"{cells} cells a stage" : "",
            Channels is { } channels ? $"{channels} channels" : ""]).Where(part => part.Length > 0));
}
