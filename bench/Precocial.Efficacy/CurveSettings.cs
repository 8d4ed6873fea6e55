using Precocial.Search;

namespace Precocial.Efficacy;

/// <summary>The authors' settings for a run on swing-up.</summary>
/// <param name="Selection">How it selects.</param>
/// <param name="Repetitions">Rollouts for each shared weight.</param>
/// <param name="Champions">How the best is kept.</param>
internal sealed record CurveSettings(
    NeuroEvolutionSettings Selection, int Repetitions, ChampionSettings Champions)
{
    /// <summary>laptop_swing.json.</summary>
    public static CurveSettings Laptop { get; } = new(
        new() { Population = 64, CullRatio = 0.2, EliteRatio = 0.05, TournamentSize = 4 }, 3,
        new() { Every = 8, Repetitions = 16 });

    /// <summary>swingup.json: the paper's.</summary>
    public static CurveSettings SwingUp { get; } = new(
        new() { Population = 192, CullRatio = 0.2, EliteRatio = 0.2, TournamentSize = 8 }, 3,
        new() { Every = 8, Repetitions = 20 });
}
