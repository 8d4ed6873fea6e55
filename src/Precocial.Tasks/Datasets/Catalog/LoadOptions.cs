namespace Precocial.Tasks;

/// <summary>How a file that says little about itself is to be understood.</summary>
public sealed record LoadOptions
{
    /// <summary>CSV: the column that holds the class; null for the last one.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>CSV: whether the first line holds column names; null to find out.</summary>
    public bool? Header { get; init; }
}
