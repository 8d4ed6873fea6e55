namespace Precocial.Cli;

/// <summary>What was typed after <c>search --compare</c>, read and checked.</summary>
internal sealed record MethodRaceRequest(DesignRequest Design, MethodRaceSettings Race)
{
    /// <summary>The command for the report.</summary>
    public string CommandText => Design.CommandText
        + $" --compare {string.Join(',', Race.Methods.Select(m => m.Name))} --seeds {Race.Seeds}";

    /// <summary>The race among the methods named in <paramref name="names"/>, separated by commas.</summary>
    public static MethodRaceRequest Read(DesignRequest design, string names, int seeds) => new(design,
        new MethodRaceSettings
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
