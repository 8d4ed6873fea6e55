using Precocial.Tensors;

namespace Precocial.Formats;

/// <summary>The neurons of a wiring in layers: each stands one layer after the last of its sources.</summary>
internal static class WiringLayers
{
    /// <summary>The layer of each place: 0 for the bias and the inputs, 1 or more for neurons.</summary>
    public static int[] Of(NeuronWiring wiring)
    {
        int[] layers = new int[wiring.Places];
        Array.Fill(layers, 1, wiring.FirstNeuron, wiring.Places - wiring.FirstNeuron);
        // Connections are sorted by source, so a source's layer is final before it is used.
        for (int i = 0; i < wiring.Connections; i++)
            layers[wiring.Targets[i]] = Math.Max(layers[wiring.Targets[i]], layers[wiring.Sources[i]] + 1);
        return layers;
    }
}
