using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Precocial.Search;

namespace Precocial.Cli;

/// <summary><c>precocial bench nb201</c>: races the strategies on a recorded table over many seeds.</summary>
internal static class BenchCommand
{
    private const int MostRuns = 100_000;

    public static Command Create() => new("bench", "Measure the strategies.") { NasBench201() };

    private static Command NasBench201()
    {
        var table = new Option<string>("--table")
        {
            Description = "NAS-Bench-201's table, a CSV file.",
            Required = true,
            HelpName = "file",
        };
        var runs = new Option<int>("--runs")
        {
            Description = "Seeds of each strategy.",
            DefaultValueFactory = _ => 500,
            HelpName = "number",
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "Seed of all runs together.",
            DefaultValueFactory = _ => new NasBench201Race().Seed,
            HelpName = "number",
        };
        Option<string> dataSet = DataSetOption.Create();
        var strategies = new Option<string[]>("--strategies")
        {
            Description =
                $"Which take part, by name: {string.Join(", ", NasBench201Race.AllPlayers)}. "
                + "[default: those that need no predictor]",
            AllowMultipleArgumentsPerToken = true,
            HelpName = "name",
        };
        var evaluations = new Option<int[]>("--evaluations")
        {
            Description = "After how many evaluations the best is read, rising.",
            DefaultValueFactory = _ => [.. new NasBench201Race().Evaluations],
            AllowMultipleArgumentsPerToken = true,
            HelpName = "number",
        };
        strategies.AcceptOnlyFromAmong([.. NasBench201Race.AllPlayers]);
        var options = new CommonOptions();
        var command = new Command("nb201", "Race the strategies on NAS-Bench-201's recorded table.")
        {
            table, dataSet, strategies, evaluations, runs, seed, options.Threads, options.Json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            int count = parsed.GetValue(runs) is >= 1 and <= MostRuns and int n
                ? n
                : throw new UsageException(
                    $"--runs must be from 1 to {MostRuns}, but is {parsed.GetValue(runs)}.");
            var race = new NasBench201Race
            {
                Runs = count,
                Seed = parsed.GetValue(seed),
                Columns = NasBench201Columns.For(parsed.GetValue(dataSet)!),
                Evaluations = Rising(parsed.GetValue(evaluations)!),
                Players = [.. parsed.GetValue(strategies) ?? []],
                Threads = options.ThreadsOf(parsed),
            };
            RaceResult result = await race.RunAsync(parsed.GetValue(table)!, new Tenths(), cancellation);
            if (parsed.GetValue(options.Json))
                JsonOutput.Write(new { result.Rows, Seconds = Math.Round(result.Elapsed.TotalSeconds, 3) });
            else
                Write(result, race.Columns);
            return ExitCode.Done;
        });
        return command;
    }

    private static ImmutableArray<int> Rising(int[] evaluations) =>
        evaluations.Length > 0 && evaluations[0] > 0
            && evaluations.Zip(evaluations.Skip(1)).All(pair => pair.First < pair.Second)
            ? [.. evaluations]
            : throw new UsageException(
                $"--evaluations must be above 0 and rising, but is {string.Join(' ', evaluations)}.");

    private static void Write(RaceResult result, NasBench201Columns columns)
    {
        var table = new TextTable("strategy", "evaluations", "runs", "mean", "sd", "standard error");
        foreach (RaceRow row in result.Rows)
            table.Row(row.Strategy, $"{row.Evaluations}", $"{row.Runs}", Three(row.Mean), Three(row.Sd),
                Three(row.StandardError));
        table.AlignRight(1, 2, 3, 4, 5).Write();
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{columns.Title} test accuracy in % after 200 epochs of the cell with the best validation "
                + $"accuracy after 12. {result.Elapsed.TotalSeconds:0.0} s."));
    }

    private static string Three(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private sealed class Tenths : IProgress<double>
    {
        private int _shown;

        public void Report(double value)
        {
            int tenth = (int)(10 * value), shown = Volatile.Read(ref _shown);
            if (tenth > shown && Interlocked.CompareExchange(ref _shown, tenth, shown) == shown)
                Console.Error.WriteLine($"{10 * tenth} %");
        }
    }
}
