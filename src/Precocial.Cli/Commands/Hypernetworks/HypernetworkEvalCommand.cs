using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Precocial.Architectures;
using Precocial.Hypernetworks;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary><c>precocial ghn eval FILE --data D --split test</c>: how good a hypernetwork's weights are in networks that it
/// never saw.</summary>
internal static class HypernetworkEvalCommand
{
    private static readonly string[] s_splits = ["test", "wide", "deep", "dense", "bnfree", "predefined"];

    public static Command Create()
    {
        var ghn = new Argument<string>("ghn")
        {
            Description = $"{string.Join(", ", BundledHypernetworks.Names)}, or a .safetensors file.",
        };
        var data = new HypernetworkData();
        var split = new Option<string>("--split")
        {
            Description = $"Which networks: {string.Join(", ", s_splits)}, several separated by commas, or all.",
            DefaultValueFactory = _ => "test",
            HelpName = "names",
        };
        var generator = new Option<string?>("--generator")
        {
            Description = "mini or deepnets1m. [default: the one that it was trained on]",
            HelpName = "name",
        };
        var count = new Option<int>("--networks")
        {
            Description = "Networks of each split.",
            DefaultValueFactory = _ => 100,
            HelpName = "number",
        };
        var steps = new Option<string?>("--sgd-steps")
        {
            Description = "Steps of SGD from He weights after which a network is judged too: 20,50,100. "
                + "[default: 20,50,100; 0 for none]",
            HelpName = "list",
        };
        var images = new Option<int?>("--images")
        {
            Description = "Test images, the first so many. [default: all]",
            HelpName = "number",
        };
        var options = new CommonOptions();
        var command = new Command("eval", "Judge a hypernetwork on networks that it never saw, without training them.")
        {
            ghn, data.Name, data.Label, split, generator, count, steps, images,
        };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            TrainedHypernetwork hypernetwork = BundledHypernetworks.Load(parsed.GetValue(ghn)!);
            ImmutableArray<int> sgd = StepsOf(parsed.GetValue(steps) ?? "20,50,100");
            ImmutableArray<string> wanted = SplitsOf(parsed.GetValue(split)!);
            int networks = NumberOption.InRange("--networks", parsed.GetValue(count), 1, 1_000_000);
            bool mini = IsMini(parsed.GetValue(generator), hypernetwork);
            Dataset set = data.Load(parsed, hypernetwork, options);
            ulong seed = parsed.GetValue(options.Seed);
            DataSplit parts = DataSplit.Stratified(set, new Rng(seed), HypernetworkTrainCommand.Fractions);
            Dataset test = parsed.GetValue(images) is { } most && most < parts.Test.Count
                ? parts.Test.Subset([.. Enumerable.Range(0, Math.Max(1, most))])
                : parts.Test;
            var evaluation = new SplitEvaluation(hypernetwork, parts.Train, test) { SgdSteps = sgd, Seed = seed };
            using var workers = new WorkerPool(options.ThreadsOf(parsed));
            var scores = new List<SplitScores>();
            foreach (string name in wanted)
            {
                IReadOnlyList<ArchitectureGraph> graphs = Networks(evaluation, name, mini, networks, test);
                scores.Add(evaluation.Run(name, graphs, workers, new NetworkCounter($"{name}:", graphs.Count), cancellation));
            }
            if (parsed.GetValue(options.Json))
                JsonOutput.Write(Document(hypernetwork, set, test, scores, sgd));
            else
                Write(scores, sgd);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static IReadOnlyList<ArchitectureGraph> Networks(
        SplitEvaluation evaluation, string split, bool mini, int count, Dataset test)
    {
        if (split == "predefined")
            return evaluation.Predefined();
        DeepNetsSettings settings = DeepNetsSettings.Of(mini ? $"mini-{split}" : split);
        return evaluation.NetworksOf(settings with { Input = test.SampleShape, Classes = test.Classes }, count);
    }

    private static bool IsMini(string? asked, TrainedHypernetwork hypernetwork) => asked switch
    {
        "mini" => true,
        "deepnets1m" => false,
        null => hypernetwork.Card.Generator != "deepnets1m",
        _ => throw new UsageException($"--generator must be mini or deepnets1m, but is {asked}."),
    };

    private static ImmutableArray<string> SplitsOf(string text)
    {
        string[] names = text == "all" ? s_splits : text.Split(',');
        if (names.FirstOrDefault(name => !s_splits.Contains(name)) is { } unknown)
            throw new UsageException($"There is no split '{unknown}'. Choose from {string.Join(", ", s_splits)}, or all.");
        return [.. names];
    }

    private static ImmutableArray<int> StepsOf(string text)
    {
        var steps = new List<int>();
        foreach (string word in text.Split(','))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int step) || step > 1_000_000
                || (steps.Count > 0 && step <= steps[^1]))
                throw new UsageException($"--sgd-steps must be ascending numbers such as 20,50,100, but is '{text}'.");
            steps.Add(step);
        }
        return [.. steps.Where(step => step > 0)];
    }

    private static object Document(TrainedHypernetwork hypernetwork, Dataset set, Dataset test, List<SplitScores> scores,
        ImmutableArray<int> sgd) => new
        {
            Ghn = hypernetwork.Name,
            Data = set.Name,
            TestImages = test.Count,
            Splits = scores.Select(s => new
            {
                s.Split,
                s.Predicted.All.Networks,
                s.Predicted.All.Mean,
                s.Predicted.All.StandardError,
                s.Predicted.All.Median,
                s.Predicted.All.Best,
                WithBatchNorm = MeanOf(s.Predicted.WithBatchNorm),
                WithoutBatchNorm = MeanOf(s.Predicted.WithoutBatchNorm),
                RandomWeights = s.Random.All,
                Sgd = sgd.Select((steps, i) => new
                {
                    Steps = steps,
                    s.Sgd[i].Mean,
                    s.Sgd[i].StandardError,
                    s.Sgd[i].Best,
                }),
            }),
        };

    // No NaN in JSON.
    private static double? MeanOf(AccuracySummary summary) => summary.Networks > 0 ? summary.Mean : null;

    private static void Write(List<SplitScores> scores, ImmutableArray<int> sgd)
    {
        var table = new TextTable(["split", "networks", "predicted", "best", "with batch norm", "without", "He weights",
            .. sgd.Select(steps => $"SGD {steps} steps")]);
        foreach (SplitScores s in scores)
        {
            table.Row([s.Split, $"{s.Predicted.All.Networks}", Text(s.Predicted.All), Percent(s.Predicted.All.Best),
                Text(s.Predicted.WithBatchNorm), Text(s.Predicted.WithoutBatchNorm), Text(s.Random.All),
                .. s.Sgd.Select(Text)]);
        }
        table.Write();
    }

    private static string Text(AccuracySummary summary) => summary.Networks == 0 ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{100 * summary.Mean:0.0} ± {100 * summary.StandardError:0.0}");

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);
}
