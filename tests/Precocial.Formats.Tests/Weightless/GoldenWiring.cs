using System.Collections.Immutable;
using System.Text.Json;
using Precocial.Tensors;

namespace Precocial.Formats.Tests;

/// <summary>A network in the goldens' sparse JSON.</summary>
internal static class GoldenWiring
{
    public static NeuronWiring Of(JsonElement json)
    {
        int inputs = json.TryGetProperty("n_input", out JsonElement count) ? count.GetInt32() : 5;
        return new(inputs, 1, [.. Integers(json, "activation").Skip(1 + inputs).Select(id => (NeuronFunction)id)],
            Integers(json, "conn_src"), Integers(json, "conn_dst"));
    }

    private static ImmutableArray<int> Integers(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(item => item.GetInt32())];
}
