namespace Precocial.Search;

/// <summary>The rankings, by name.</summary>
public static class Ranking
{
    /// <summary>One number: the larger is better.</summary>
    public static IRanking<Score> ByScore { get; } = new ByScore();

    /// <summary>Several numbers: constraint domination, then crowding distance.</summary>
    public static IRanking<Objectives> ByPareto { get; } = new ByPareto();
}
