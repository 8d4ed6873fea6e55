namespace Precocial.Tensors.Kernels;

/// <summary>Neurons in the order in which they are computed, each a sum over its sources and then one
/// function.</summary>
/// <param name="Inputs">How many inputs there are: row 0 is the bias, rows 1 to here the inputs, then the
/// neurons.</param>
/// <param name="Functions">Of each neuron.</param>
/// <param name="Starts">The sources of neuron k are <paramref name="Sources"/> from Starts[k] to
/// Starts[k + 1].</param>
/// <param name="NeuronStarts">Of those, the ones from NeuronStarts[k] on are neurons; the ones before are
/// inputs or the bias.</param>
/// <param name="Sources">The row of each source.</param>
internal sealed record NeuronTable(
    int Inputs, NeuronFunction[] Functions, int[] Starts, int[] NeuronStarts, int[] Sources);
