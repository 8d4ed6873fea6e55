using System.Globalization;
using Precocial.Formats;
using Precocial.Tasks;

namespace Precocial.Cli;

/// <summary><c>precocial search --compare a,b,c</c>: races methods at equal cost on real data.</summary>
internal static class MethodRaceCommand
{
    public static async Task<int> RunAsync(MethodRaceRequest request, CancellationToken cancellation)
    {
        Dataset data = DataArgument.Load(request.Design.Data, request.Design.Label, request.Design.Locations);
        var race = new MethodRace(data, request.Race);
        Directory.CreateDirectory(request.Design.Folder);
        var lines = new Lines(request.Race.Seeds * request.Race.Methods.Count);
        MethodRaceResult result = await race.RunAsync(
            (method, seed) => new LedgerRaceStorage(request.Design.Folder, method.Name, seed), lines, cancellation);
        string report = Path.Combine(request.Design.Folder, "report.html");
        AtomicFile.WriteText(report,
            MethodRaceReport.Write(result, request.Race, Product.Version, request.CommandText));
        if (request.Design.Json)
            JsonOutput.Write(Document(result, request, report));
        else
            Write(result, report);
        return ExitCode.Done;
    }

    private static object Document(MethodRaceResult result, MethodRaceRequest request, string report) => new
    {
        result.Data,
        request.Race.Seeds,
        Methods = result.Standings.Select(s => new
        {
            Name = s.Method,
            s.Mean,
            s.Sd,
            s.StandardError,
            s.MeanRank,
            s.AheadOfRandom,
            s.P,
            TestAccuracies = s.Runs.Select(run => run.TestAccuracy),
            TrainingFlops = s.Runs.Average(run => run.TrainingFlops),
            Seconds = Math.Round(s.Runs.Average(run => run.Seconds), 3),
            Parameters = s.Runs.Select(run => run.Parameters),
            Evaluations = s.Runs.Select(run => run.Evaluations),
        }),
        FriedmanStatistic = result.Friedman.Statistic,
        FriedmanP = result.Friedman.P,
        Report = report,
    };

    private static void Write(MethodRaceResult result, string report)
    {
        var table = new TextTable("method", "test accuracy", "sd", "standard error", "mean rank", "ahead of random",
            "p", "training cost", "seconds");
        foreach (MethodStanding s in result.Standings)
        {
            table.Row(s.Method, Percent(s.Mean), Percent(s.Sd), Percent(s.StandardError),
                s.MeanRank.ToString("0.0", CultureInfo.InvariantCulture),
                s.AheadOfRandom is { } ahead ? Percent(ahead) : "",
                s.P?.ToString("0.000", CultureInfo.InvariantCulture) ?? "",
                $"{CountText.Short((long)s.Runs.Average(run => run.TrainingFlops))}FLOP",
                s.Runs.Average(run => run.Seconds).ToString("0.0", CultureInfo.InvariantCulture));
        }
        table.AlignRight(1, 2, 3, 4, 5, 6, 7, 8).Write();
        Console.Out.WriteLine(MethodRaceReport.Verdict(result));
        Console.Out.WriteLine(report);
    }

    private static string Percent(double share) =>
        (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    private sealed class Lines(int total) : IProgress<MethodRun>
    {
        private int _done;

        public void Report(MethodRun value) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{++_done}/{total}: {value.Method}, seed {value.Seed}: {100 * value.TestAccuracy:0.00} % in "
            + $"{value.Seconds:0} s"));
    }
}
