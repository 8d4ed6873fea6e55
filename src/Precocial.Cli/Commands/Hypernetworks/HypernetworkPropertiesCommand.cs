using System.CommandLine;
using System.Globalization;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary><c>precocial ghn properties FILE</c>: whether a hypernetwork can tell what networks will be like.</summary>
internal static class HypernetworkPropertiesCommand
{
    private const int MostNetworks = 100_000;

    public static Command Create()
    {
        var ghn = new Argument<string>("ghn")
        {
            Description = $"{string.Join(", ", BundledHypernetworks.Names)}, or a .safetensors file.",
        };
        var data = new HypernetworkData();
        var fitted = NumberOption.Create("--fit", "Networks that the regression is fitted on.", 60);
        var ranked = NumberOption.Create("--rank", "Other networks that are ranked.", 60);
        var epochs = NumberOption.Create("--epochs", "Epochs that each network is trained.", 8);
        var options = new CommonOptions();
        var command = new Command("properties", "Train networks, and see how well accuracy, robustness to noise, speed and "
            + "convergence are foretold by the hypernetwork.") { ghn, data.Name, data.Label, fitted, ranked, epochs };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            TrainedHypernetwork hypernetwork = BundledHypernetworks.Load(parsed.GetValue(ghn)!);
            ulong seed = parsed.GetValue(options.Seed);
            Dataset set = data.Load(parsed, hypernetwork, options);
            DataSplit split = DataSplit.Stratified(set, new Rng(seed), HypernetworkTrainCommand.Fractions);
            int toFit = NumberOption.InRange(fitted.Name, parsed.GetValue(fitted), 10, MostNetworks);
            int toRank = NumberOption.InRange(ranked.Name, parsed.GetValue(ranked), 5, MostNetworks);
            var networks = new SplitEvaluation(hypernetwork, split.Train, split.Test) { Seed = seed };
            bool mini = hypernetwork.Card.Generator != "deepnets1m";
            IReadOnlyList<ArchitectureGraph> graphs =
            [
                .. networks.NetworksOf(SettingsOf(mini ? "mini-val" : "val", split.Test), toFit),
                .. networks.NetworksOf(SettingsOf(mini ? "mini-test" : "test", split.Test), toRank),
            ];
            using var workers = new WorkerPool(options.ThreadsOf(parsed));
            var study = new PropertyStudy(hypernetwork, split)
            {
                Epochs = NumberOption.InRange(epochs.Name, parsed.GetValue(epochs), 1, 100_000),
                Seed = seed,
            };
            IReadOnlyList<NetworkProperties> all =
                study.Measure(graphs, workers, new NetworkCounter("trained", graphs.Count, " networks"), cancellation);
            IReadOnlyList<PropertyRanking> rankings = study.Rank([.. all.Take(toFit)], [.. all.Skip(toFit)]);
            if (parsed.GetValue(options.Json))
                JsonOutput.Write(new { Networks = toRank, Properties = rankings.Select(Document) });
            else
                Write(rankings);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static DeepNetsSettings SettingsOf(string split, Dataset test) =>
        DeepNetsSettings.Of(split) with { Input = test.SampleShape, Classes = test.Classes };

    private static object Document(PropertyRanking ranking) => new
    {
        ranking.Property,
        Embedding = Document(ranking.Embedding),
        PredictedAccuracy = Document(ranking.PredictedAccuracy),
        Parameters = Document(ranking.Parameters),
    };

    private static object Document(RankCorrelation tau) => new { Tau = tau.Value, Interval = new[] { tau.Low, tau.High } };

    private static void Write(IReadOnlyList<PropertyRanking> rankings)
    {
        var table = new TextTable("Kendall's τ (95 %)", "embedding", "accuracy with predicted weights", "parameters");
        foreach (PropertyRanking r in rankings)
            table.Row(r.Property, Text(r.Embedding), Text(r.PredictedAccuracy), Text(r.Parameters));
        table.Write();
    }

    private static string Text(RankCorrelation tau) => string.Create(CultureInfo.InvariantCulture,
        $"{tau.Value:0.00} ({tau.Low:0.00} to {tau.High:0.00})");
}
