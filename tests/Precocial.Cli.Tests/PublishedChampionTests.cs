using System.Text.Json;
using Precocial.Testing;

namespace Precocial.Cli.Tests;

/// <summary>The authors' swing-up champion through the real program.</summary>
public sealed class PublishedChampionTests
{
    // The authors' own code gave 931.96 and 723.44 over these starts.
    [SkippableTheory]
    [InlineData(931.96, "--weights", "cartpole_swingup.wann.json")]
    [InlineData(723.44, "--weight", "0.78")]
    public async Task Evaluate_FromTheStoredStarts_GivesTheAuthorsMean(double mean, string option, string value)
    {
        string weights = value.EndsWith(".json", StringComparison.Ordinal) ? Goldens.File("wann", value) : value;
        ProgramRun run = await ProgramRun.Of("evaluate", Goldens.File("wann", "swing.out"), "--task", "swingup",
            option, weights, "--starts", Goldens.File("wann", "swingup_init_states.csv"), "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Json.GetProperty("episodes").GetInt32().ShouldBe(100);
        run.Json.GetProperty("mean").GetDouble().ShouldBe(mean, 0.5);
    }

    [SkippableFact]
    public async Task Evaluate_FromSeeds_IsTheSameAsFromTheirStarts()
    {
        string[] arguments =
            ["evaluate", Goldens.File("wann", "swing.out"), "--task", "swingup", "--weight", "0.78", "--json"];
        ProgramRun seeds = await ProgramRun.Of([.. arguments, "--seeds", "0..9"]);
        ProgramRun starts = await ProgramRun.Of([.. arguments, "--episodes", "10", "--starts",
            Goldens.File("wann", "swingup_init_states.csv")]);
        seeds.Json.GetProperty("mean").GetDouble().ShouldBe(starts.Json.GetProperty("mean").GetDouble(), 1e-6);
    }

    // The paper: 57 ± 121, 515 ± 58, 723 ± 16, 932 ± 6 over 100 trials.
    [SkippableFact]
    public async Task Regimes_OfTheChampion_AreThePapers()
    {
        ProgramRun run = await ProgramRun.Of("evaluate", Goldens.File("wann", "swing.out"), "--task", "swingup",
            "--weights", Goldens.File("wann", "cartpole_swingup.wann.json"), "--regimes", "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        JsonElement regimes = run.Json.GetProperty("regimes");
        double Mean(string regime) => regimes.GetProperty(regime).GetProperty("mean").GetDouble();
        Mean("random").ShouldBe(57, 121);
        Mean("random_shared").ShouldBe(515, 58);
        Mean("tuned_shared").ShouldBe(723, 16);
        Mean("tuned").ShouldBe(932, 6);
    }

    // The walker's where its files are there: published 332 ± 1; the reference's blocks of a hundred terrains have
    // means from 329.6 to 331.6.
    [SkippableFact]
    public async Task Evaluate_ChampionsThatAreThere_ReachTheirPublishedMeans()
    {
        (string Network, string Weights, string Task, double Low, double High)[] champions =
        [
            ("swing.out", "cartpole_swingup.wann.json", "swingup", 931, 933),
            ("biped.out", "biped.wann.json", "biped", 327, 332.5),
        ];
        string folder = Goldens.Folder("wann");
        var there = champions.Where(c => File.Exists(Path.Combine(folder, c.Network))).ToArray();
        there.ShouldNotBeEmpty();
        foreach (var (network, weights, task, low, high) in there)
        {
            ProgramRun run = await ProgramRun.Of("evaluate", Path.Combine(folder, network), "--task", task,
                "--weights", Path.Combine(folder, weights), "--json");
            run.ExitCode.ShouldBe(0, run.Error);
            run.Json.GetProperty("mean").GetDouble().ShouldBeInRange(low, high);
        }
    }

    // The authors' network over 1,000 draws, in C: 48 ± 109 and 517.5 ± 232; three standard errors of the difference.
    [SkippableFact]
    public async Task Regimes_OfManyTrials_AreTheReferences()
    {
        ProgramRun run = await ProgramRun.Of("evaluate", Goldens.File("wann", "swing.out"), "--task", "swingup",
            "--weight", "0.78", "--regimes", "--episodes", "1000", "--seeds", "0..999", "--json");
        JsonElement regimes = run.Json.GetProperty("regimes");
        double Mean(string regime) => regimes.GetProperty(regime).GetProperty("mean").GetDouble();
        Mean("random").ShouldBe(48, 3 * 109 * Math.Sqrt(2.0 / 1000));
        Mean("random_shared").ShouldBe(517.5, 3 * 232 * Math.Sqrt(2.0 / 1000));
        Mean("tuned_shared").ShouldBe(723.4, 3 * 16 * Math.Sqrt(2.0 / 1000));
    }

    [SkippableFact]
    public async Task Regimes_WithoutWeights_SayNull()
    {
        ProgramRun run = await ProgramRun.Of("evaluate", Goldens.File("wann", "swing.out"), "--task", "swingup",
            "--regimes", "--weight", "0.78", "--episodes", "4", "--json");
        run.Json.GetProperty("regimes").GetProperty("tuned").ValueKind.ShouldBe(JsonValueKind.Null);
    }
}
