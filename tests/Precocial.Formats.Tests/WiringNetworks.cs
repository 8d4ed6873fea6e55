using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Formats.Tests;

/// <summary>Networks that are written neuron by neuron, and what they compute in the obvious double-precision
/// loop.</summary>
internal static class WiringNetworks
{
    /// <summary>Every function, several layers, connections that skip layers, the bias used more than
    /// once.</summary>
    public static NeuronWiring EveryFunction(int inputs = 4, int hidden = 33, int outputs = 3, double density = 0.2)
    {
        var rng = new Rng(17);
        int places = 1 + inputs + hidden + outputs, firstOutput = places - outputs;
        var pairs = Enumerable.Range(0, firstOutput)
            .SelectMany(source => Enumerable.Range(1 + inputs, hidden + outputs)
                .Where(target => target > source && rng.NextDouble() < density)
                .Select(target => (source, target))).ToList();
        // Hidden neurons without sources stay: the files allow them.
        return new NeuronWiring(inputs, outputs,
            [.. Enumerable.Range(0, hidden + outputs).Select(i => (NeuronFunction)(1 + i % 11))],
            [.. pairs.Select(pair => pair.source)], [.. pairs.Select(pair => pair.target)]);
    }

    /// <summary>Input, standardise, neurons with random weights.</summary>
    public static Network Network(NeuronWiring wiring, double scale = 0.5)
    {
        var builder = new GraphBuilder([wiring.Inputs]);
        builder.Add("standardize", new Standardize(
            [.. Enumerable.Range(0, wiring.Inputs).Select(i => 0.1f * i)],
            [.. Enumerable.Range(0, wiring.Inputs).Select(i => 1 / (1 + 0.2f * i))]));
        builder.Add("neurons", new Neurons(wiring));
        Network network = Architectures.Network.From(builder.Build(), new SingleWeight(1), new Rng(5));
        var rng = new Rng(6);
        foreach (ref float weight in network.Weights["neurons.weight"].Span)
            weight = (float)(scale * rng.NextNormal());
        return network;
    }

    /// <summary>The outputs for a batch of raw inputs.</summary>
    public static double[] Outputs(Network network, Tensor batch)
    {
        var standardize = (Standardize)network.Graph.Nodes[1].Primitive;
        NeuronWiring wiring = ((Neurons)network.Graph.Nodes[2].Primitive).Wiring;
        float[] weights = network.Weights["neurons.weight"].ToArray();
        return [.. batch.ToArray().Chunk(wiring.Inputs).SelectMany(row => PlainNeurons.Run(wiring,
            [.. row.Select((x, i) => (double)((x - standardize.Mean[i]) * standardize.Scale[i]))],
            i => weights[i]))];
    }
}
