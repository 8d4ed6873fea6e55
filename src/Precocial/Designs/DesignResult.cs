namespace Precocial;

/// <summary>What a design made and how it got there: everything that the table, the files and the report are
/// made of.</summary>
public sealed record DesignResult
{
    /// <summary>What was done, as derived from the data and the settings.</summary>
    public required DesignPlan Plan { get; init; }

    /// <summary>The names of the classes.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>The network that is handed over.</summary>
    public required DesignedModel Winner { get; init; }

    /// <summary>What it is compared with: random search at equal cost, hand-made, linear.</summary>
    public required IReadOnlyList<DesignedModel> Baselines { get; init; }

    /// <summary>The search.</summary>
    public required SearchTrace Search { get; init; }

    /// <summary>Random search with the same number of evaluations, each at the same cost.</summary>
    public required SearchTrace Random { get; init; }

    /// <summary>The winner's answers on the test part: [true class, answered class] counts.</summary>
    public required int[,] Confusion { get; init; }

    /// <summary>What a user should know of how the search went, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How long this run took; a resumed design took longer in all.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The winner and what it is compared with, in a table's order.</summary>
    public IEnumerable<DesignedModel> Models => Baselines.Prepend(Winner);
}
