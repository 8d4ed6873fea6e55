using System.Globalization;
using Precocial.Search;

namespace Precocial;

/// <summary>What a weight agnostic search depends on; the defaults are the paper's for swing-up.</summary>
/// <remarks>Source: Gaier and Ha, NeurIPS 2019, supplement; where the files of the released code differ from it, the
/// files. Per task: <see cref="For"/>.</remarks>
public sealed record WannSettings
{
    /// <summary>How many generations are judged.</summary>
    public int Generations { get; init; } = 1024;

    /// <summary>How the strategy selects.</summary>
    public NeuroEvolutionSettings Selection { get; init; } = new();

    /// <summary>How many beginnings there are, of which the best goes on; their generations are among
    /// <see cref="Generations"/>.</summary>
    public Heats Heats { get; init; } = Heats.None;

    /// <summary>Generations of random networks, of which the best are the first parents; they are among
    /// <see cref="Generations"/>.</summary>
    public int Founders { get; init; } = 1;

    /// <summary>How the best so far is kept.</summary>
    public ChampionSettings Champions { get; init; } = new();

    /// <summary>Episodes, or batches of data, that each network is judged on with each shared weight.</summary>
    public int Repetitions { get; init; } = 3;

    /// <summary>The share of the input-output connections that a random network begins with, 0 to 1.</summary>
    public double InitialConnections { get; init; } = 0.5;

    /// <summary>How many mutations a random network has behind it.</summary>
    public int InitialMutations { get; init; }

    /// <summary>The share of generations that are ranked by the mean over the weights and by connections; the others
    /// by the mean and the best weight. 0 to 1.</summary>
    public double ConnectionsShare { get; init; } = 0.8;

    /// <summary>An episode of the search ends after so many steps; null for the task's own limit. Tests are of full
    /// length.</summary>
    public int? StepLimit { get; init; }

    /// <summary>Episodes that finalists are compared on, and as many others that the reported numbers come
    /// from.</summary>
    public int TestEpisodes { get; init; } = 100;

    /// <summary>Whether the quirks of the released code are kept: see docs/weightless.md.</summary>
    public bool Faithful { get; init; }

    /// <summary>What every random stream is split from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>About how long the search may take; null for no limit. Not reproducible.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The settings as lines of a table: equal lines, equal generations. How many there are is not among
    /// them: a search can be gone on with.</summary>
    public IReadOnlyList<WannFact> Facts =>
    [
        new("Variant", Faithful ? "faithful to the released code" : "sound"),
        new("Population", Text(Selection.Population)),
        new("Judged on", Text(Repetitions)),
        new("Culled", Text(Selection.CullRatio)),
        new("Elites", Text(Selection.EliteRatio)),
        new("Tournament", $"{(Faithful ? "two of " : "")}{Selection.TournamentSize}"),
        new("Initial connections", Text(InitialConnections)),
        .. Unless(InitialMutations == 0, "Initial mutations", InitialMutations),
        .. Unless(ConnectionsShare == 0.8, "Ranked by connections", ConnectionsShare),
        .. Unless(StepLimit is null, "Steps of an episode", StepLimit ?? 0),
        new("Test episodes", Text(TestEpisodes)),
        .. Heats.IsSeveral ? [new("Heats", Heats.ToString())] : Array.Empty<WannFact>(),
        .. Unless(Founders == 1, "Founding generations", Founders),
        new("Seed", Seed.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>The settings of a task: a table of the released code's files.</summary>
    /// <param name="task">The name of a task of the paper; anything else gets what suits a data set.</param>
    /// <param name="faithful">Whether the quirks are kept. Without, one tournament of twice the size takes the place of
    /// the released code's two.</param>
    public static WannSettings For(string task, bool faithful = false)
    {
        WannSettings settings = task switch
        {
            "swingup" or "swingup_hard" => Of(1024, 192, 8, elite: 0.2, initial: 0.5, 3, test: 100) with
            {
                Heats = new(6, 128),
            },
            "laptop_swing" => Of(1024, 64, 4, elite: 0.05, initial: 0.5, 3, test: 100) with
            {
                Champions = new() { Repetitions = 16 },
            },
            "biped" or "biped_hardcore" when faithful => Of(2048, 480, 16, elite: 0.2, initial: 0.25, 4, test: 16),
            // Nearly all random walkers sit down and stay: of thousands, a few take a step.
            "biped" or "biped_hardcore" => Of(2048, 480, 16, elite: 0.2, initial: 0.1, 4, test: 16) with
            {
                InitialMutations = 10,
                Founders = 32,
                ConnectionsShare = 0.2,
                StepLimit = 400,
            },
            "racer" => Of(1024, 64, 8, elite: 0.2, initial: 0.5, 2, test: 4) with
            {
                Champions = new() { Every = 16 },
            },
            // Late in a run a child differs from its parent by less than 1,000 images tell apart.
            "mnist256" => Of(4096, 960, 32, elite: 0.2, initial: 0.05, faithful ? 1 : 4, test: 1),
            "digits" => Of(1024, 192, 16, elite: 0.2, initial: 0.05, 1, test: 1),
            // Not tasks of the paper: data sets, and environments of one's own.
            _ => Of(512, 192, 16, elite: 0.2, initial: 0.25, 1, test: 32),
        };
        return settings with
        {
            Faithful = faithful,
            Heats = faithful ? Heats.None : settings.Heats,
            Selection = settings.Selection with
            {
                Faithful = faithful,
                // The authors' two tournaments of n have the pressure of one of 2n, and less does worse.
                TournamentSize = settings.Selection.TournamentSize * (faithful ? 1 : 2),
            },
            Champions = settings.Champions with { Faithful = faithful },
        };
    }

    private static WannSettings Of(
        int generations, int population, int tournament, double elite, double initial, int repetitions, int test) =>
        new()
        {
            Generations = generations,
            Selection = new() { Population = population, TournamentSize = tournament, EliteRatio = elite },
            InitialConnections = initial,
            Repetitions = repetitions,
            TestEpisodes = test,
        };

    private static WannFact[] Unless(bool usual, string name, double number) => usual ? [] : [new(name, Text(number))];

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
