using System.CommandLine;
using System.Globalization;
using Precocial.Architectures;
using Precocial.Search;

namespace Precocial.Cli;

/// <summary><c>precocial deepnets inspect FILE</c>: how large the networks of a file are, and what they are
/// made of.</summary>
internal static class DeepNetsInspectCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A file that deepnets generate wrote." };
        var options = new CommonOptions();
        var command = new Command("inspect", "Show parameters, sizes and operations of a file's networks.")
        {
            file, options.Json,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(file)!;
            DeepNetsCollection networks = DeepNetsFile.Load(path);
            if (networks.Networks.IsEmpty)
                throw new UsageException($"{path}: there is no network in it.");
            if (parsed.GetValue(options.Json))
                JsonOutput.Write(Document(networks));
            else
                Write(networks);
            return ExitCode.Done;
        });
        return command;
    }

    private static object Document(DeepNetsCollection networks) => new
    {
        networks.Split,
        networks.Seed,
        Input = networks.Input.ToArray(),
        networks.Classes,
        Networks = networks.Networks.Length,
        Parameters = Parameters(networks),
        Cells = Of(networks, network => network.Cells),
        Channels = Of(networks, network => network.Channels),
        WithoutBatchNorm = Share(networks, network => !network.BatchNorm),
        WithoutPooling = Share(networks, network => !network.GlobalAverage),
        WithAttention = Share(networks, network => network.HasAttention),
        Operations = Operations(networks).ToDictionary(pair => pair.Name, pair => pair.Share),
    };

    private static void Write(DeepNetsCollection networks)
    {
        Console.Out.WriteLine($"{networks.Networks.Length} networks of {networks.Split}, seed "
            + $"{networks.Seed}, {networks.Input} to {networks.Classes} classes");
        var sizes = new TextTable("", "least", "quarter", "half", "three quarters", "most");
        foreach ((string name, Quantiles q) in new[] { ("parameters", Parameters(networks)),
            ("cells", Of(networks, network => network.Cells)),
            ("channels", Of(networks, network => network.Channels)) })
        {
            sizes.Row(name, CountText.Short(q.Minimum), CountText.Short(q.Lower), CountText.Short(q.Median),
                CountText.Short(q.Upper), CountText.Short(q.Maximum));
        }
        sizes.AlignRight(1, 2, 3, 4, 5).Write();
        var shares = new TextTable("share", "%");
        shares.Row("without batch norm", Percent(Share(networks, network => !network.BatchNorm)));
        shares.Row("without pooling", Percent(Share(networks, network => !network.GlobalAverage)));
        shares.Row("with attention", Percent(Share(networks, network => network.HasAttention)));
        foreach ((string name, double share) in Operations(networks))
            shares.Row(name, Percent(share));
        shares.AlignRight(1).Write();
    }

    private static Quantiles Parameters(DeepNetsCollection networks) => Of(networks,
        network => DeepNetsNetwork.CountParameters(network, networks.Input, networks.Classes));

    private static Quantiles Of(DeepNetsCollection networks, Func<DeepNetsGenotype, double> number) =>
        Quantiles.Of(networks.Networks.Select(number));

    private static double Share(DeepNetsCollection networks, Func<DeepNetsGenotype, bool> which) =>
        networks.Networks.Count(which) / (double)networks.Networks.Length;

    // Of the edges of both cells, each cell counted once a network.
    private static IEnumerable<(string Name, double Share)> Operations(DeepNetsCollection networks)
    {
        double edges = networks.Networks.Sum(
            network => network.Normal.Edges.Length + network.Reduce.Edges.Length);
        return Enum.GetValues<DeepNetsOperation>().Select(operation => (DeepNetsOperations.NameOf(operation),
            networks.Networks.Sum(network => network.CountOf(operation)) / edges));
    }

    private static string Percent(double share) =>
        (100 * share).ToString("0.0", CultureInfo.InvariantCulture);
}
