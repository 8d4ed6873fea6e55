using System.CommandLine;
using Precocial.Experiments;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary><c>precocial calibrate --data D</c>: how well cheap judges rank networks as training them alone
/// does.</summary>
internal static class CalibrateCommand
{
    private const int FewestNetworks = 5, MostNetworks = 10_000, MostEpochs = 10_000;

    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "A data set's name or path.",
            DefaultValueFactory = _ => "digits",
            HelpName = "data",
        };
        Option<string?> label = new DataArgument().Label;
        Option<string> space = ChoiceOption.Create("--space",
            $"Which networks are drawn: {string.Join(", ", SearchMethod.Spaces)}. [default: cell]",
            ["cell", .. SearchMethod.Spaces.Where(name => name != "cell")]);
        var judges = new Option<string>("--evaluator")
        {
            Description = $"Who is compared with stand-alone training: {JudgeText.Kinds}; several separated "
                + "by commas.",
            DefaultValueFactory = _ => "trained:1,proxy:nwot,proxy:synflow",
            HelpName = "list",
        };
        Option<int> networks = NumberOption.Create("--networks", "How many networks are trained alone.", 30);
        var epochs = new Option<int?>("--epochs")
        {
            Description = "Epochs of each stand-alone training. [default: a design's final number]",
            HelpName = "number",
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Folder of the study. [default: precocial-DATA-SPACE-calibration]",
            HelpName = "folder",
        };
        var limits = new SearchLimits();
        var options = new CommonOptions();
        var command = new Command("calibrate", "Train networks alone, and see how well proxies, predicted or "
            + "shared weights or brief training rank them, beside the number of parameters.")
        {
            data, label, space, judges, networks, epochs, output, limits.MaxParameters, limits.MaxFlops,
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            string name = parsed.GetValue(data)!;
            Dataset set = DataArgument.Load(name, parsed.GetValue(label), options.LocationsOf(parsed));
            var plan = new CalibrationPlan(set, new CalibrationSettings
            {
                Space = SearchMethod.SpaceNamed(parsed.GetValue(space)!),
                Networks = NumberOption.InRange(
                    networks.Name, parsed.GetValue(networks), FewestNetworks, MostNetworks),
                Epochs = parsed.GetValue(epochs) is { } number
                    ? NumberOption.InRange(epochs.Name, number, 1, MostEpochs)
                    : null,
                Limits = limits.Of(parsed),
                Seed = parsed.GetValue(options.Seed),
            });
            string folder = parsed.GetValue(output)
                ?? $"precocial-{set.Name}-{parsed.GetValue(space)}-calibration";
            int threads = options.ThreadsOf(parsed);
            using var workers = new WorkerPool(threads);
            IReadOnlyList<CalibrationJudge> asked =
                JudgeText.Parse(parsed.GetValue(judges)!, name, plan, workers);
            return await RunAsync(plan, asked, folder, threads, parsed.GetValue(options.Json), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(CalibrationPlan plan, IReadOnlyList<CalibrationJudge> judges,
        string folder, int threads, bool json, CancellationToken cancellation)
    {
        string file = Path.Combine(folder, StudyPath.FileName);
        using Ledger ledger = Ledger.OpenOrCreate(file, StudyPath.Worker);
        using RunLock running = RunLock.Take(file);
        StudyRows rows = ledger.Begin(new StudySpec("calibration", plan.Identity, Product.Version));
        CalibrationReport report = await plan.Begin(new LedgerWorkLog(ledger, rows), threads)
            .RunAsync(judges, new NetworkCounter("trained", plan.Networks.Count, " networks"), cancellation);
        rows.Conclude();
        if (json)
            JsonOutput.Write(CalibrationDocument.Of(report, file));
        else
            CalibrationTable.Write(report);
        return ExitCode.Done;
    }
}
