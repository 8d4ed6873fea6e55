using System.Diagnostics;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Precocial.Cli.Tests;

/// <summary><c>kill -9</c> in the middle of every method of the catalogue, through the program.</summary>
/// <remarks>The moments come from what the study's file holds: the program is killed when it has the first
/// judgements of networks, when it has a kept state of weights that are shared, and when it has the first
/// second look. Weights that are trained once are trained so quickly here that only their result is sure to
/// be seen. The undisturbed run has two threads and the killed ones one, so equal results also show that
/// threads change none. Two runs at a time, each a few seconds, on 30 images of 4×4.</remarks>
public sealed class MethodKillTests(TinyImages images) : IClassFixture<TinyImages>
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(4);

    // What is in the file, by name: a query that is not empty.
    private static readonly Dictionary<string, string> s_signs = new()
    {
        ["judged"] = "SELECT 1 FROM result WHERE study <> 'design' LIMIT 1",
        ["kept"] = "SELECT 1 FROM checkpoint LIMIT 1",
        ["looked again"] = "SELECT 1 FROM result JOIN candidate ON id = candidate "
            + "WHERE fidelity LIKE 'promotion%' LIMIT 1",
    };

    public static TheoryData<string> Names => [.. MethodCatalog.All.Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Search_KilledInTheMiddle_EndsAsTheUndisturbedOne(string name)
    {
        using TemporaryFolder whole = new(), killed = new();
        Task<ProgramRun> undisturbed = ProgramRun.Of(Command(name, whole, threads: 2));
        (ProgramRun run, List<string> kills) =
            await RunWithKillsAsync(Command(name, killed, threads: 1), killed);

        string[] needed = HasRounds(name) ? ["judged", "kept", "looked again"] : ["judged", "looked again"];
        needed.ShouldBeSubsetOf(kills);
        ShouldBeEqual(run, killed, await undisturbed, whole);
    }

    private string[] Command(string name, TemporaryFolder folder, int threads) =>
    [
        "search", "--method", name, "--data", images.Path, "--epochs", "1", "--json",
        "--budget", HasRounds(name) ? "100-evals" : "24-evals",
        "--threads", $"{threads}", "-o", folder.Path,
        .. name == "ghn" ? ["--ghn", "digits"] : Array.Empty<string>(),
    ];

    // Each round's networks are judged with weights that the rounds before have trained.
    private static bool HasRounds(string name) => MethodCatalog.Find(name)!.Card.Evaluator is
        "shared weights, trained between rounds" or "shared weights, trained along";

    // Kills the program whenever its file shows something for the first time, and starts it again.
    private static async Task<(ProgramRun Run, List<string> Kills)> RunWithKillsAsync(
        string[] command, TemporaryFolder folder)
    {
        var kills = new List<string>();
        while (true)
        {
            using Process process = ProgramRun.Start(command);
            Task<ProgramRun> end = ProgramRun.EndOf(process);
            string[] signs = [];
            while (!end.IsCompleted && (signs = NewSigns(folder.At("study.db"), kills)).Length == 0)
                await Task.WhenAny(end, Task.Delay(Glance));
            if (signs.Length == 0)
                return (await end, kills);
            process.Kill();
            (await end).ExitCode.ShouldNotBe(0, $"it ended before it was killed: {string.Join(", ", signs)}");
            kills.AddRange(signs);
        }
    }

    // Reading only: what the killed program left is for its successor to find as it is.
    private static string[] NewSigns(string file, List<string> seen)
    {
        if (!File.Exists(file))
            return [];
        try
        {
            using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
            connection.Open();
            return [.. s_signs.Keys.Except(seen).Where(sign => Holds(connection, s_signs[sign]))];
        }
        catch (SqliteException)
        {
            return []; // it is being made
        }
    }

    private static bool Holds(SqliteConnection connection, string query)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar() is not null;
    }

    private static void ShouldBeEqual(
        ProgramRun run, TemporaryFolder folder, ProgramRun expected, TemporaryFolder whole)
    {
        expected.ExitCode.ShouldBe(0, expected.Error);
        run.ExitCode.ShouldBe(0, run.Error);
        foreach (string key in (string[])
            ["search_hash", "random_hash", "test_accuracy", "validation_accuracy", "evaluations", "warnings"])
        {
            run.Json.GetProperty(key).ToString().ShouldBe(expected.Json.GetProperty(key).ToString(), key);
        }
        Accuracies(run.Json).ShouldBe(Accuracies(expected.Json));
        foreach (string file in (string[])["best.json", "best.safetensors", "best.onnx"])
            File.ReadAllBytes(folder.At(file)).ShouldBe(File.ReadAllBytes(whole.At(file)), file);
    }

    private static IEnumerable<double> Accuracies(JsonElement design) => design.GetProperty("baselines")
        .EnumerateArray().Select(baseline => baseline.GetProperty("test_accuracy").GetDouble());
}
