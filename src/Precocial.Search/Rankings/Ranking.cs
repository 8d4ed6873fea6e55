namespace Precocial.Search;

/// <summary>The rankings, by name.</summary>
public static class Ranking
{
    /// <summary>One number: the larger is better.</summary>
    public static ByScore ByScore { get; } = new();

    /// <summary>Several numbers: constraint domination, then crowding distance.</summary>
    public static ByPareto ByPareto { get; } = new();

    /// <summary>Several shared weights: mean with connections or with the best weight, by a coin.</summary>
    public static BySweep BySweep { get; } = new();
}
