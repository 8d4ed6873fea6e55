using System.CommandLine;
using System.Globalization;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary><c>precocial finetune FILE --task T</c>: tunes the weights of a weight agnostic
/// network.</summary>
internal sealed class FinetuneWeightless
{
    // What is reported comes from seeds 0 and after, as with evaluate.
    private const int TestEpisodes = 100;

    private readonly Option<string?> _task = TaskArgument.Optional();

    private readonly Option<string> _optimizer = new("--optimizer")
    {
        Description = "For environments: cma or pepg.",
        DefaultValueFactory = _ => "cma",
        HelpName = "name",
    };

    private readonly Option<int> _evaluations = new("--evaluations")
    {
        Description = "For environments: how many weight vectors are judged. "
            + "[default: 60000 for swing-up, else 10000]",
        HelpName = "number",
    };

    private readonly Option<string?> _budget = new("--budget")
    {
        Description = "For environments: a time such as 5m instead; not reproducible.",
        HelpName = "time",
    };

    private readonly Option<int> _episodes = new("--episodes")
    {
        Description = "For environments: episodes that a weight vector is judged on at first.",
        DefaultValueFactory = _ => 16,
        HelpName = "number",
    };

    private readonly Option<string> _sigma = new("--sigma")
    {
        Description = "For environments: the first step size.",
        DefaultValueFactory = _ => "0.5",
        HelpName = "number",
    };

    private readonly Option<int> _population = new("--population")
    {
        Description = "For environments: weight vectors in a generation. [default: cma 32, pepg 64]",
        HelpName = "number",
    };

    public void AddTo(Command command)
    {
        _optimizer.AcceptOnlyFromAmong("cma", "pepg");
        foreach (Option option in (Option[])
            [_task, _optimizer, _evaluations, _budget, _episodes, _sigma, _population])
            command.Options.Add(option);
    }

    public bool IsMeant(ParseResult parsed) => parsed.GetValue(_task) is not null;

    /// <param name="parsed">What was typed.</param>
    /// <param name="file">The network.</param>
    /// <param name="label">The label column of a CSV.</param>
    /// <param name="output">Where the result goes.</param>
    /// <param name="epochs">For data sets.</param>
    /// <param name="rate">For data sets; null for the default.</param>
    /// <param name="common">Seed, threads, folders.</param>
    /// <param name="cancellation">Stops the work.</param>
    public int Run(
        ParseResult parsed, string file, string? label, string output, int epochs, float? rate, CommonOptions common,
        CancellationToken cancellation)
    {
        if (!WeightlessNetwork.CanSave(output))
        {
            throw new UsageException(
                $"--output must end in .wann.json, .out, .json, .safetensors or .onnx, but is {output}.");
        }
        ulong seed = parsed.GetValue(common.Seed);
        WeightlessTask task = TaskArgument.Find(
            parsed.GetValue(_task)!, label, common.LocationsOf(parsed), seed, Protocol.Published);
        WeightlessNetwork network = WeightlessNetwork.Load(file, task);
        using var workers = new WorkerPool(common.ThreadsOf(parsed));
        var store = new FileSearchStore(output + ".state");
        TunedWeights tuned = task is EnvironmentTask environment
            ? Tune(environment, network, SettingsOf(parsed, task.Name, seed), store, workers, cancellation)
            : Train((DataTask)task, network, epochs, rate, seed, store, workers, cancellation);
        (network with { Provenance = tuned.How }).Save(output, task, tuned.Weights, tuned.After.Mean, tuned.After.Sd);
        tuned.Write(task, output, parsed.GetValue(common.Json));
        return ExitCode.Done;
    }

    private TuningSettings SettingsOf(ParseResult parsed, string task, ulong seed)
    {
        double sigma = WeightText.Number(_sigma.Name, parsed.GetValue(_sigma)!);
        bool ownEvaluations = parsed.GetResult(_evaluations) is not null and not { Implicit: true };
        bool ownPopulation = parsed.GetResult(_population) is not null and not { Implicit: true };
        var settings = new TuningSettings
        {
            Optimizer = parsed.GetValue(_optimizer) == "pepg" ? TuningOptimizer.Pepg : TuningOptimizer.Cma,
            Evaluations = ownEvaluations
                ? InRange(parsed, _evaluations, 1, 1_000_000_000)
                : TuningSettings.EvaluationsFor(task),
            Episodes = InRange(parsed, _episodes, 1, 100_000),
            Population = ownPopulation ? InRange(parsed, _population, 4, 100_000) : null,
            Sigma = sigma > 0 ? sigma : throw new UsageException($"--sigma must be above 0, but is {sigma}."),
            Time = parsed.GetValue(_budget) is { } budget
                ? BudgetText.Parse(budget).Time ?? throw new UsageException(
                    $"--budget must be a time such as 90s, 10m or 1h, but is '{budget}'.")
                : null,
            Seed = seed,
        };
        return settings is { Optimizer: TuningOptimizer.Pepg, Population: { } odd } && odd % 2 != 0
            ? throw new UsageException($"--population must be even for pepg, but is {odd}.")
            : settings;
    }

    private static TunedWeights Tune(
        EnvironmentTask task, WeightlessNetwork network, TuningSettings settings, ISearchStore store,
        WorkerPool workers, CancellationToken cancellation)
    {
        var judge = new EpisodeJudge(task.Environment, network.Wiring, workers);
        TuningResult result = new WeightTuning(judge, settings).Run(store, new TuningLines(), cancellation);
        var starts = EpisodeStarts.FromSeeds(0, TestEpisodes);
        EpisodeScores before = judge.Run(result.SharedWeight, starts), after = judge.Run(result.Weights, starts);
        return new TunedWeights(result.Weights, result.SharedWeight,
            new RegimeScore(before.Mean, before.Deviation), new RegimeScore(after.Mean, after.Deviation),
            $"tuned by {(settings.Optimizer == TuningOptimizer.Cma ? "CMA-ES" : "PEPG")} with {result.Evaluations} "
                + $"evaluations of {settings.Episodes} episodes of {task.Name}",
            $"episodes of seeds 0 to {TestEpisodes - 1}", result.Evaluations, null);
    }

    private static TunedWeights Train(
        DataTask task, WeightlessNetwork network, int epochs, float? rate, ulong seed, ISearchStore store,
        WorkerPool workers, CancellationToken cancellation)
    {
        Rng rng = new Rng(seed).Split("finetune");
        ClassifierJudge test = task.JudgeOn(task.Test, workers);
        var program = new NeuronProgram(network.Wiring);
        double shared = ClassifierRegimes.BestShared(task.JudgeOn(task.Train, workers), network.Wiring, cancellation);
        double[] start = [.. Enumerable.Repeat(shared, network.Wiring.Connections)];
        var tuning = new ClassifierTuning(task, network.Wiring, start, epochs, rate, rng, workers);
        try
        {
            tuning.Run(store, Report, cancellation);
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"The tuning to go on with is another one: {e.Message} Write elsewhere.");
        }
        RegimeScore Test(double[] weights) => new(test.Accuracy(test.Logits(program, weights)).Value, 0);
        double ensemble = ClassifierSweep.Of(
            test, network.Wiring, WeightText.Sweep("--sweep", "-2:2:0.1"), cancellation).Ensemble.Value;
        return new TunedWeights(tuning.Weights, shared, Test(start), Test(tuning.Weights),
            $"trained {epochs} epochs on {task.Train.Count} samples of {task.Name}, from the shared weight "
                + shared.ToString(CultureInfo.InvariantCulture),
            $"{task.Test.Count} test samples", null, ensemble);
    }

    private static void Report(EpochReport report) => Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"epoch {report.Epoch}/{report.Epochs}: loss {report.Loss:0.0000}, "
            + $"{100 * report.Accuracy:0.00} % right while training"));

    private static int InRange(ParseResult parsed, Option<int> option, int least, int most) =>
        parsed.GetValue(option) is var number && number >= least && number <= most
            ? number
            : throw new UsageException($"{option.Name} must be from {least} to {most}, but is {number}.");

    private sealed class TuningLines : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value) => Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{value.Evaluations}{(value.Of is { } all ? $"/{all}" : "")} evaluations, "
                + $"{(value.Start is { } start ? $"start {start}" : "refining")}: mean return {value.Now:0.0}, "
                + $"best {value.Best:0.0}"));
    }
}

/// <summary>What <c>finetune --task</c> made.</summary>
internal sealed record TunedWeights(
    double[] Weights, double SharedWeight, RegimeScore Before, RegimeScore After, string How, string MeasuredOn,
    int? Evaluations, double? Ensemble)
{
    public void Write(WeightlessTask task, string file, bool json)
    {
        if (json)
        {
            JsonOutput.Write(new
            {
                Task = task.Name,
                SharedWeight,
                TunedShared = Before,
                Tuned = After,
                Ensemble,
                Evaluations,
                How,
                MeasuredOn,
                File = file,
            });
            return;
        }
        string Text(RegimeScore score) => task is DataTask
            ? $"{100 * score.Mean:0.00} %"
            : string.Create(CultureInfo.InvariantCulture, $"{score.Mean:0.0} ± {score.Sd:0.0}");
        var table = new TextTable("weights", "on " + MeasuredOn)
            .Row(string.Create(CultureInfo.InvariantCulture, $"best shared weight, {SharedWeight}"), Text(Before));
        if (Ensemble is { } ensemble)
            table.Row("ensemble of shared weights", $"{100 * ensemble:0.00} %");
        table.Row("tuned", Text(After)).Write();
        Console.Out.WriteLine(file);
    }
}
