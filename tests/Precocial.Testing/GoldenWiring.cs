using System.Text.Json;
using Precocial.Tensors;

namespace Precocial.Testing;

/// <summary>Reads networks out of golden files, which list their connections.</summary>
public static class GoldenWiring
{
    /// <summary>A network with <c>activation</c>, <c>conn_src</c> and <c>conn_dst</c>.</summary>
    public static NeuronWiring Of(JsonElement network, int inputs, int outputs) => new(inputs, outputs,
        [.. Integers(network, "activation").Skip(1 + inputs).Select(f => (NeuronFunction)f)],
        [.. Integers(network, "conn_src")], [.. Integers(network, "conn_dst")]);

    /// <summary>An array of numbers.</summary>
    public static double[] Numbers(JsonElement parent, string name) =>
        [.. parent.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    private static IEnumerable<int> Integers(JsonElement parent, string name) =>
        parent.GetProperty(name).EnumerateArray().Select(v => v.GetInt32());
}
