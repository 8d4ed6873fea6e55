using System.CommandLine;
using System.Globalization;
using Precocial.Hypernetworks;

namespace Precocial.Cli;

/// <summary><c>precocial ghn info FILE</c>: what a hypernetwork is and how it was trained.</summary>
internal static class HypernetworkInfoCommand
{
    public static Command Create()
    {
        var ghn = new Argument<string>("ghn")
        {
            Description = $"{string.Join(", ", BundledHypernetworks.Names)}, or a .safetensors file.",
        };
        Option<bool> json = new CommonOptions().Json;
        var command = new Command("info", "Show what a hypernetwork is and how it was trained.") { ghn, json };
        command.SetAction(parsed =>
        {
            TrainedHypernetwork hypernetwork = BundledHypernetworks.Load(parsed.GetValue(ghn)!);
            if (parsed.GetValue(json))
                JsonOutput.Write(Document(hypernetwork));
            else
                Write(hypernetwork);
            return ExitCode.Done;
        });
        return command;
    }

    public static object Document(TrainedHypernetwork hypernetwork) => new
    {
        hypernetwork.Name,
        Parameters = hypernetwork.Model.Parameters.Sum(p => (long)p.Count),
        Configuration = new
        {
            Kind = Name(hypernetwork.Model.Configuration),
            Decoder = Decoder(hypernetwork.Model.Configuration),
            hypernetwork.Model.Configuration.Hidden,
            MaxShape = hypernetwork.Model.Configuration.MaxShape.ToString(),
            hypernetwork.Model.Configuration.Classes,
            hypernetwork.Model.Configuration.VirtualEdges,
            hypernetwork.Model.Configuration.LayerNorm,
            hypernetwork.Model.Configuration.NormalizesWeights,
        },
        Training = hypernetwork.Card,
        Networks = hypernetwork.Model.Configuration.Distribution?.Networks,
    };

    private static void Write(TrainedHypernetwork hypernetwork)
    {
        HypernetworkConfiguration c = hypernetwork.Model.Configuration;
        HypernetworkCard card = hypernetwork.Card;
        var table = new TextTable("", "");
        table.Row("name", hypernetwork.Name);
        table.Row("kind", Name(c));
        table.Row("decoder", Decoder(c));
        table.Row("parameters", hypernetwork.Model.Parameters.Sum(p => (long)p.Count).ToString("N0", CultureInfo.InvariantCulture));
        table.Row("hidden size", $"{c.Hidden}");
        table.Row("largest decoded shape", $"{c.MaxShape}");
        table.Row("classes", $"{c.Classes}");
        table.Row("virtual edges", c.VirtualEdges > 1 ? $"up to {c.VirtualEdges}" : "none");
        table.Row("predicted weights", c.NormalizesWeights ? "normalised" : "as decoded");
        if (card.Data.Length > 0)
        {
            table.Row("trained on", $"{card.Data}, images {string.Join("x", card.Input)}");
            table.Row("networks", $"{card.Generator}, {c.Distribution?.Networks:N0} seen");
            table.Row("training", string.Create(CultureInfo.InvariantCulture,
                $"{card.Steps} steps, {card.Minutes:0.0} minutes on {card.Threads} threads, seed {card.Seed}"));
            table.Row("command", card.Command);
            table.Row("commit", card.Commit);
        }
        foreach ((string name, string value) in card.Settings)
            table.Row(name, value);
        table.Write();
    }

    private static string Decoder(HypernetworkConfiguration c) => c.Decoder == DecoderKind.Perceptron ? "mlp" : "conv";

    private static string Name(HypernetworkConfiguration c) => c.Kind == HypernetworkKind.Perceptron ? "mlp"
        : c.VirtualEdges > 1 && c.NormalizesWeights && c.LayerNorm ? "ghn2"
        : c is { VirtualEdges: 1, NormalizesWeights: false, LayerNorm: false } ? "ghn1" : "ghn2 variant";
}
