using System.Text.Json;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

/// <summary>Genomes that the authors' code mutated, and what it made of them.</summary>
public sealed class GenomeGoldenTests
{
    [SkippableFact]
    public void Wiring_Genomes_AreTheAuthors()
    {
        int count = 0;
        foreach (string file in Goldens.Files("wann", "genomes*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var item in document.RootElement.GetProperty("items").EnumerateArray())
            {
                Check(item);
                count++;
            }
        }
        count.ShouldBeGreaterThan(20);
    }

    private static void Check(JsonElement item)
    {
        int[] types = Integers(item, "node_type");
        int inputs = types.Count(t => t == 1), outputs = types.Count(t => t == 2);
        var space = new WeightlessSpace(inputs, outputs) { Faithful = true };
        var genome = space.Parse(TextOf(item, inputs, outputs));
        var wiring = space.Wiring(genome);
        int[] layers = genome.HiddenLayers.ToArray(), order = Integers(item, "order");
        order.Skip(1 + inputs).SkipLast(outputs).Select(node => layers[node - genome.FirstHidden])
            .ShouldBe(Integers(item, "hidden_layer"));
        genome.EnabledCount.ShouldBe(item.GetProperty("n_enabled_genes").GetInt32());
        wiring.Connections.ShouldBe(item.GetProperty("n_conn").GetInt32());
        wiring.Sources.ShouldBe(Integers(item, "expressed_src"));
        wiring.Targets.ShouldBe(Integers(item, "expressed_dst"));
        int[] functions = Integers(item, "node_act");
        wiring.Functions.Select(f => (int)f).ShouldBe(order.Skip(1 + inputs).Select(node => functions[node]));
    }

    // The authors number nodes as they come; here their places in the list are the numbers.
    private static string TextOf(JsonElement item, int inputs, int outputs)
    {
        int[] ids = Integers(item, "node_id"), functions = Integers(item, "node_act");
        int[] sources = Integers(item, "conn_src"), targets = Integers(item, "conn_dst");
        int[] enabled = Integers(item, "conn_enabled");
        int block = (inputs + 1) * outputs;
        string digits = string.Concat(enabled.Take(block).Chunk(4).Select(
            four => four.Select((on, k) => on << k).Sum().ToString("X")));
        int Place(int node) => Array.IndexOf(ids, node);
        string genes = string.Concat(Enumerable.Range(block, sources.Length - block).Select(
            g => $"{Place(sources[g])}>{Place(targets[g])}{(enabled[g] == 1 ? '+' : '-')}"));
        string hidden = string.Join(',', functions.Skip(1 + inputs + outputs));
        return $"{inputs}:{outputs} {digits} {(hidden == "" ? "." : hidden)} {(genes == "" ? "." : genes)}";
    }

    private static int[] Integers(JsonElement item, string name) =>
        [.. item.GetProperty(name).EnumerateArray().Select(v => v.GetInt32())];
}
