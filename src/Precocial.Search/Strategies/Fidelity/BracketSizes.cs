namespace Precocial.Search;

/// <summary>How many configurations each of Hyperband's brackets begins with.</summary>
/// <remarks>The paper has two answers: its worked table and its formula differ for every bracket but the
/// first and the last. Both are here by name.</remarks>
public enum BracketSizes
{
    /// <summary>⌊(s_max + 1)/(s + 1)⌋·η^s: 81, 27, 9, 6, 5 for R = 81 and η = 3, the paper's table; and what
    /// its authors' successor HpBandSter computes.</summary>
    Table,

    /// <summary>⌈(s_max + 1)·η^s/(s + 1)⌉: 81, 34, 15, 8, 5 for R = 81 and η = 3, the paper's algorithm
    /// 1.</summary>
    Formula,
}
