using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial;

/// <summary>The fully connected network that the paper compares with, as a wiring.</summary>
/// <param name="Wiring">The network.</param>
/// <param name="How">Its layers, in words.</param>
/// <remarks>Hidden neurons are tanh, outputs linear; the bias feeds every layer. Source: Gaier and Ha,
/// NeurIPS 2019, supplement: swing-up 5-5, biped 40-40, racing a linear controller. One hidden layer
/// elsewhere.</remarks>
internal sealed record FixedTopology(NeuronWiring Wiring, string How)
{
    // Beyond it a data set's network has more connections than the search could have grown.
    private const int MostInputs = 64;

    public static FixedTopology? For(WeightlessTask task) => task.Name switch
    {
        "swingup" or "swingup_hard" or "laptop_swing" => Of(task, 5, 5),
        "biped" or "biped_hardcore" => Of(task, 40, 40),
        "racer" => Of(task),
        _ when task.Inputs <= MostInputs => Of(task, 10),
        _ => null,
    };

    public static FixedTopology Of(WeightlessTask task, params ReadOnlySpan<int> hidden)
    {
        int[] layers = [task.Inputs, .. hidden, task.Outputs];
        ImmutableArray<NeuronFunction> functions =
        [
            .. Enumerable.Repeat(NeuronFunction.Tanh, layers[1..^1].Sum()),
            .. Enumerable.Repeat(NeuronFunction.Linear, task.Outputs),
        ];
        var connections = new List<(int Source, int Target)>();
        for (int layer = 1, start = 1; layer < layers.Length; start += layers[layer - 1], layer++)
        {
            int next = start + layers[layer - 1];
            foreach (int target in Enumerable.Range(next, layers[layer]))
            {
                connections.Add((0, target));
                connections.AddRange(Enumerable.Range(start, layers[layer - 1]).Select(s => (s, target)));
            }
        }
        connections.Sort();
        return new FixedTopology(
            new NeuronWiring(task.Inputs, task.Outputs, functions, [.. connections.Select(c => c.Source)],
                [.. connections.Select(c => c.Target)]),
            $"fully connected {string.Join('-', layers)}, tanh, one weight for all");
    }
}
