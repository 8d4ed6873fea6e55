namespace Precocial;

/// <summary>What a <see cref="Method"/> is called and made of, in words for a table.</summary>
/// <param name="Name">What a user types: lower case, words joined by hyphens.</param>
/// <param name="Space">Which networks exist.</param>
/// <param name="Strategy">Who proposes them.</param>
/// <param name="Evaluator">Who judges them, and where their weights come from.</param>
/// <param name="Source">The paper: authors, title, where and when.</param>
public sealed record MethodCard(string Name, string Space, string Strategy, string Evaluator, string Source)
{
    /// <summary>What it cannot do without.</summary>
    public string Needs { get; init; } = "images";

    /// <summary>Whether it searches networks for images alone.</summary>
    public bool ImagesOnly { get; init; } = true;

    /// <summary>Whether its networks repeat cells, so that what is found small can be used large.</summary>
    public bool HasCells => Space.Contains("cell", StringComparison.Ordinal);

    /// <summary>Whether one seed gives one network, with any number of threads and after any crash.</summary>
    public bool Reproducible { get; init; } = true;

    /// <summary>A sensible budget for small images, in brief trainings.</summary>
    public int SensibleEvaluations { get; init; } = 30;

    /// <summary>The three and the paper on one line.</summary>
    public override string ToString() => $"{Space}; {Strategy}; {Evaluator} ({Source})";
}
