using Precocial.Tensors;

namespace Precocial.Testing;

/// <summary>Wirings for tests: any function, connections anywhere that they may be.</summary>
public static class RandomWiring
{
    /// <summary>A wiring with so many connections, or as many as there is room for.</summary>
    public static NeuronWiring Of(
        Rng rng, int inputs, int hidden, int outputs, int connections, bool continuous = false)
    {
        int first = 1 + inputs, places = first + hidden + outputs;
        var all = new List<(int Source, int Target)>();
        for (int source = 0; source < first + hidden; source++)
        {
            for (int target = Math.Max(first, source + 1); target < places; target++)
                all.Add((source, target));
        }
        var order = all.ToArray();
        rng.Shuffle(order.AsSpan());
        (int Source, int Target)[] chosen = [.. order.Take(connections).Order()];
        var functions = Enum.GetValues<NeuronFunction>().Where(f => f != NeuronFunction.Square
            && !(continuous && f == NeuronFunction.Step)).ToArray();
        return new(inputs, outputs,
            [.. Enumerable.Range(0, hidden + outputs)
                .Select(k => k < hidden ? functions[rng.Next(functions.Length)] : NeuronFunction.Linear)],
            [.. chosen.Select(c => c.Source)], [.. chosen.Select(c => c.Target)]);
    }
}
