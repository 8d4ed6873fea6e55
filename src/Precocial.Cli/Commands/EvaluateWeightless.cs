using System.CommandLine;
using Precocial.Formats;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary><c>precocial evaluate FILE --task T</c>: what a weight agnostic network reaches.</summary>
internal sealed class EvaluateWeightless
{
    private readonly WeightlessOptions _network = new();

    private readonly Option<string?> _sweep = new("--sweep")
    {
        Description = "Several weights, each for all connections: A:B:STEP.",
        HelpName = "range",
    };

    private readonly Option<bool> _regimes = new("--regimes")
    {
        Description = "The paper's four: random weights, a random shared one, the best shared one, tuned ones.",
    };

    private readonly Option<int> _episodes = new("--episodes")
    {
        Description = "How many episodes, or draws of random weights for a data set.",
        DefaultValueFactory = _ => 100,
        HelpName = "number",
    };

    private readonly Option<string?> _seeds = new("--seeds")
    {
        Description = "The seeds of the episodes: A..B. [default: 0 and the ones after it]",
        HelpName = "range",
    };

    private readonly Option<string?> _starts = new("--starts")
    {
        Description = "Begin in the states of a CSV file instead: the first rows of it.",
        HelpName = "file",
    };

    private readonly Option<bool> _perClass = new("--per-class")
    {
        Description = "The accuracy of each class with each weight of --sweep (-2:2:0.1 if not given).",
    };

    private readonly Option<string?> _plot = new("--output", "-o")
    {
        Description = "Where the plot of --per-class goes: an .svg file.",
        HelpName = "file",
    };

    public void AddTo(Command command)
    {
        _network.AddTo(command);
        foreach (Option option in (Option[])[_sweep, _regimes, _episodes, _seeds, _starts, _perClass, _plot])
            command.Options.Add(option);
    }

    public bool IsMeant(ParseResult parsed) => parsed.GetValue(_network.Task) is not null;

    public int Run(ParseResult parsed, string file, string? label, CommonOptions common, CancellationToken cancellation)
    {
        ulong seed = parsed.GetValue(common.Seed);
        WeightlessTask task = TaskArgument.Find(
            parsed.GetValue(_network.Task)!, label, common.LocationsOf(parsed), seed, Protocol.Published);
        WeightlessNetwork network = WeightlessNetwork.Load(file, task);
        using var workers = new WorkerPool(common.ThreadsOf(parsed));
        var scores = task is EnvironmentTask environment
            ? OfEpisodes(parsed, environment, network, new Rng(seed), workers, cancellation)
            : OfData(parsed, (DataTask)task, network, new Rng(seed), workers, cancellation);
        if (parsed.GetValue(common.Json))
            JsonOutput.Write(scores.Document);
        else
            scores.WriteTable();
        return ExitCode.Done;
    }

    private WeightlessScores OfEpisodes(
        ParseResult parsed, EnvironmentTask task, WeightlessNetwork network, Rng rng, WorkerPool workers,
        CancellationToken cancellation)
    {
        if (parsed.GetValue(_perClass))
            throw new UsageException($"--per-class is for data sets: {task.Name} has no classes.");
        EpisodeStarts starts = StartsOf(parsed, task);
        var judge = new EpisodeJudge(task.Environment, network.Wiring, workers);
        if (parsed.GetValue(_regimes))
        {
            double[]? tuned = _network.TunedOf(parsed, network, task);
            return WeightlessScores.Of(task, network.Wiring, starts.Count, WeightRegimes.Of(
                judge, starts, rng.Split("regimes"), tuned, _network.WeightOf(parsed), cancellation));
        }
        if (parsed.GetValue(_sweep) is { } sweep)
        {
            return WeightlessScores.Of(task, network.Wiring, [.. WeightText.Sweep(_sweep.Name, sweep)
                .Select(weight => (weight, judge.Run(weight, starts)))]);
        }
        (double[] weights, string name) = _network.Choose(parsed, network, task);
        return WeightlessScores.Of(task, network.Wiring, name, judge.Run(weights, starts));
    }

    private EpisodeStarts StartsOf(ParseResult parsed, EnvironmentTask task)
    {
        int episodes = parsed.GetValue(_episodes) is >= 1 and <= 1_000_000 and int count
            ? count
            : throw new UsageException(
                $"--episodes must be from 1 to 1000000, but is {parsed.GetValue(_episodes)}.");
        bool asked = parsed.GetResult(_episodes) is not null and not { Implicit: true };
        if (parsed.GetValue(_starts) is { } file)
        {
            EpisodeStarts states = StartsFile.Read(file, task.Environment);
            return states.Count >= episodes || !asked
                ? states.Take(Math.Min(states.Count, episodes))
                : throw new UsageException(
                    $"{Path.GetFileName(file)} has {states.Count} start states, but --episodes asks for {episodes}.");
        }
        if (parsed.GetValue(_seeds) is not { } seeds)
            return EpisodeStarts.FromSeeds(0, episodes);
        (int first, int inRange) = WeightText.Range(_seeds.Name, seeds);
        return EpisodeStarts.FromSeeds(first, asked ? Math.Min(episodes, inRange) : inRange);
    }

    private WeightlessScores OfData(
        ParseResult parsed, DataTask task, WeightlessNetwork network, Rng rng, WorkerPool workers,
        CancellationToken cancellation)
    {
        foreach (Option<string?> option in (Option<string?>[])[_seeds, _starts])
        {
            if (parsed.GetValue(option) is not null)
                throw new UsageException($"{option.Name} is for environments: {task.Name} is a data set.");
        }
        double[]? tuned = _network.TunedOf(parsed, network, task);
        ClassifierJudge test = task.JudgeOn(task.Test, workers);
        if (parsed.GetValue(_sweep) is not null || parsed.GetValue(_perClass))
        {
            var sweep = ClassifierSweep.Of(test, network.Wiring,
                WeightText.Sweep(_sweep.Name, parsed.GetValue(_sweep) ?? "-2:2:0.1"), cancellation);
            if (parsed.GetValue(_plot) is { } plot)
                AtomicFile.WriteText(SvgPath(plot), ClassPlot.Draw(sweep));
            return WeightlessScores.Of(task, network.Wiring, sweep, parsed.GetValue(_perClass));
        }
        if (!parsed.GetValue(_regimes) && (tuned ?? (object?)_network.WeightOf(parsed)) is not null)
        {
            (double[] weights, string name) = _network.Choose(parsed, network, task);
            return WeightlessScores.Of(task, network.Wiring, name,
                test.Accuracy(test.Logits(new NeuronProgram(network.Wiring), weights)));
        }
        int draws = parsed.GetValue(_episodes) is >= 1 and <= 1_000_000 and int count
            ? count
            : throw new UsageException($"--episodes must be from 1 to 1000000, but is {parsed.GetValue(_episodes)}.");
        WeightRegimes regimes = ClassifierRegimes.Of(task.JudgeOn(task.Train, workers), test, network.Wiring, draws,
            rng.Split("regimes"), tuned, _network.WeightOf(parsed), cancellation);
        AccuracyEstimate ensemble = ClassifierSweep.Of(
            test, network.Wiring, WeightText.Sweep(_sweep.Name, "-2:2:0.1"), cancellation).Ensemble;
        return WeightlessScores.Of(task, network.Wiring, draws, regimes, ensemble);
    }

    private static string SvgPath(string path) => path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)
        ? path
        : throw new UsageException($"--output must end in .svg, but is {path}.");
}
