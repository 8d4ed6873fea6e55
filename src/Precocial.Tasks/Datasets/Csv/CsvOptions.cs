namespace Precocial.Tasks;

/// <summary>How a CSV file is to be understood.</summary>
public sealed record CsvOptions
{
    /// <summary>The column that holds the class; null for the last one. Needs a header line.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>Whether the first line holds column names; null to find out: it does if one of its features
    /// is not a number.</summary>
    public bool? Header { get; init; }
}
