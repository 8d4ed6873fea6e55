using System.CommandLine;
using System.Globalization;
using Precocial.Formats;
using Precocial.Hypernetworks;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary><c>precocial ghn train --data D -o FILE</c>: trains a hypernetwork.</summary>
internal static class HypernetworkTrainCommand
{
    /// <summary>The parts of a data set: nearly all that is not for testing is trained on. The test part is that of
    /// every other verb.</summary>
    public static SplitFractions Fractions { get; } = new() { Train = 0.75, Validation = 0.05, Test = 0.20 };

    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "The images: a data set's name or path.",
            Required = true,
            HelpName = "data",
        };
        Option<string?> label = new DataArgument().Label;
        var settings = new HypernetworkTrainOptions();
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Where the hypernetwork goes (.safetensors), with its curve (.csv) and its state (.state) "
                + "beside it. [default: ghn-DATA.safetensors]",
            HelpName = "file",
        };
        var options = new CommonOptions();
        var command = new Command("train", "Train a hypernetwork to predict the weights of networks for a data set. "
            + "It goes on from the state beside the output.") { data, label, output };
        settings.AddTo(command);
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            string name = parsed.GetValue(data)!;
            string target = Target(parsed.GetValue(output), name);
            string state = Path.ChangeExtension(target, ".state");
            if (parsed.GetValue(settings.Resume) && !File.Exists(state))
                throw new UsageException($"There is no state {state} to go on from. Leave --resume out to begin.");
            Dataset set = DataArgument.Load(name, parsed.GetValue(label), options.LocationsOf(parsed));
            HypernetworkData.RequireImages(set);
            ulong seed = parsed.GetValue(options.Seed);
            HypernetworkRunSettings wanted = settings.Read(parsed, set, seed);
            DataSplit split = DataSplit.Stratified(set, new Rng(seed), Fractions);
            int threads = options.ThreadsOf(parsed);
            using var workers = new WorkerPool(threads);
            using var run =
                new HypernetworkRun(split.Train, split.Validation, wanted, state, workers, TimeProvider.System);
            using var view = new HypernetworkTrainView(run, wanted);
            GraphHypernetwork model = run.Run(view, view, cancellation);
            HypernetworkCard card = Card(wanted, run, threads, CommandText(parsed));
            HypernetworkFile.Save(target, model, card);
            Report(parsed.GetValue(options.Json), target, run, card);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static HypernetworkCard Card(
        HypernetworkRunSettings settings, HypernetworkRun run, int threads, string command) => new()
        {
            Data = run.Data.Name,
            Input = [.. run.Data.SampleShape.ToArray()],
            Generator = settings.Generator == "train" ? "deepnets1m" : settings.Generator,
            Seed = settings.Seed,
            Steps = run.Steps,
            Minutes = Math.Round(run.Elapsed.TotalMinutes, 2),
            Threads = threads,
            Command = command,
            Commit = Product.Revision,
            Settings = settings.Words,
        };

    private static void Report(bool json, string target, HypernetworkRun run, HypernetworkCard card)
    {
        HypernetworkScores? last = run.Curve.Count > 0 ? run.Curve[^1].Scores : null;
        if (json)
        {
            JsonOutput.Write(new
            {
                File = target,
                card.Steps,
                card.Minutes,
                ValidationAccuracy = last?.Mean,
                StandardError = last?.StandardError,
                Curve = run.Curve,
            });
            return;
        }
        string accuracy = last is null ? "" : string.Create(CultureInfo.InvariantCulture,
            $", {100 * last.Mean:0.0} ± {100 * last.StandardError:0.0} % on images kept back, mean of unseen networks");
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{target}: {card.Steps} steps in {card.Minutes:0.0} minutes{accuracy}"));
    }

    private static string Target(string? path, string data)
    {
        string target = path ?? $"ghn-{Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(data))}.safetensors";
        return target.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)
            ? target
            : throw new UsageException($"--output must end in .safetensors, but is {target}.");
    }

    // The file may be given away: where things lie on this machine is nobody's business.
    private static string CommandText(ParseResult parsed)
    {
        string[] words = [.. parsed.Tokens.Select(token => token.Value)];
        return "precocial " + string.Join(' ', words.Where((word, i) =>
                word != CommonOptions.DataFolderName && (i == 0 || words[i - 1] != CommonOptions.DataFolderName))
            .Select(word => Path.GetFileName(Path.TrimEndingDirectorySeparator(word))));
    }
}
