namespace Precocial.Cli;

/// <summary>What was typed after <c>search --compare</c>, read and checked.</summary>
internal sealed record MethodRaceRequest(DesignRequest Design, MethodRaceSettings Race)
{
    /// <summary>The command for the report.</summary>
    public string CommandText => Design.CommandText
        + $" --compare {string.Join(',', Race.Methods.Select(m => m.Name))} --seeds {Race.Seeds}";

    /// <summary>The race among the methods named in <paramref name="names"/>, separated by commas.</summary>
    /// <exception cref="UsageException">An unknown method; a budget in time; a final
    /// size.</exception>
    public static MethodRaceRequest Read(DesignRequest design, string names, int seeds)
    {
        if (design.Settings.Time is not null)
        {
            throw new UsageException(
                "--compare races methods at equal cost: it takes a --budget in evaluations, such as 30-evals.");
        }
        if (design.Settings.Final is not null)
        {
            throw new UsageException(
                "--compare races methods at the size they search: leave --final-cells and --final-channels "
                + "out.");
        }
        return new(design, new MethodRaceSettings
        {
            Methods = [.. names.Split(',', StringSplitOptions.TrimEntries).Select(SearchMethod.MethodNamed)],
            Seeds = NumberOption.InRange("--seeds", seeds, 1, 1000),
            FirstSeed = design.Settings.Seed,
            Evaluations = design.Settings.Evaluations,
            Epochs = design.Settings.Epochs,
            Limits = design.Settings.Limits,
            Hypernetwork = design.Settings.Untrained,
            Threads = design.Settings.Threads,
        });
    }
}
