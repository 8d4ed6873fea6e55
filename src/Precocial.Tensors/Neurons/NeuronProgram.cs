using System.Collections.Immutable;
using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

/// <summary>A <see cref="NeuronWiring"/> made ready to run: neurons that reach no output are left out, and
/// each of the others has its sources side by side.</summary>
/// <remarks>
/// Rows: 0 is the bias, 1..<see cref="Inputs"/> the inputs, then the neurons that are left, in the wiring's
/// order; the outputs are the last ones. A neuron is a sum over its sources in their order, then one
/// function. Immutable: any number of threads may run one. Its nearest neighbour: the wiring, which is what
/// is stored and compared.
/// </remarks>
public sealed partial class NeuronProgram
{
    private const int Dead = -1;

    /// <summary>Prepares a wiring: some microseconds for a thousand connections.</summary>
    public NeuronProgram(NeuronWiring wiring)
    {
        Wiring = wiring;
        int[] rows = RowsOf(wiring, out int neurons);
        var functions = new NeuronFunction[neurons];
        for (int place = wiring.FirstNeuron; place < wiring.Places; place++)
        {
            if (rows[place] != Dead)
                functions[rows[place] - wiring.FirstNeuron] = wiring.Functions[place - wiring.FirstNeuron];
        }
        (Table, Connections) = Group(wiring, rows, functions);
    }

    /// <summary>What was compiled.</summary>
    public NeuronWiring Wiring { get; }

    /// <summary>How many inputs there are.</summary>
    public int Inputs => Wiring.Inputs;

    /// <summary>How many outputs there are.</summary>
    public int Outputs => Wiring.Outputs;

    /// <summary>How many neurons are left, outputs included.</summary>
    public int Neurons => Functions.Length;

    /// <summary>How many connections lead to them.</summary>
    public int LiveConnections => Sources.Length;

    /// <summary>1 + inputs + neurons.</summary>
    internal int Rows => 1 + Inputs + Neurons;

    internal int FirstOutput => Neurons - Outputs;

    /// <summary>The neurons that are left.</summary>
    internal NeuronTable Table { get; }

    /// <summary>Of each neuron.</summary>
    internal NeuronFunction[] Functions => Table.Functions;

    /// <summary>The sources of neuron k are <see cref="Sources"/> from Starts[k] to Starts[k + 1].</summary>
    internal int[] Starts => Table.Starts;

    /// <summary>Of those, the ones from NeuronStarts[k] on are neurons; the ones before are inputs or the
    /// bias.</summary>
    internal int[] NeuronStarts => Table.NeuronStarts;

    /// <summary>The row of each source, ascending for each neuron.</summary>
    internal int[] Sources => Table.Sources;

    /// <summary>The wiring's number of each source's connection: the place of its weight.</summary>
    internal int[] Connections { get; }

    // Connections go forward, so that one pass from the last place back finds all that reach an output.
    private static int[] RowsOf(NeuronWiring wiring, out int neurons)
    {
        var lives = new bool[wiring.Places];
        lives.AsSpan(wiring.FirstOutput).Fill(true);
        ImmutableArray<int> sources = wiring.Sources, targets = wiring.Targets;
        for (int i = sources.Length - 1; i >= 0; i--)
            lives[sources[i]] |= lives[targets[i]];
        var rows = new int[wiring.Places];
        neurons = 0;
        for (int place = 0; place < rows.Length; place++)
        {
            bool computes = place >= wiring.FirstNeuron;
            rows[place] = !computes ? place : lives[place] ? wiring.FirstNeuron + neurons++ : Dead;
        }
        return rows;
    }

    // A counting sort by target; the wiring's order by source stays within each.
    private static (NeuronTable Table, int[] Connections) Group(
        NeuronWiring wiring, int[] rows, NeuronFunction[] functions)
    {
        int first = wiring.FirstNeuron;
        var starts = new int[functions.Length + 1];
        foreach (int target in wiring.Targets)
        {
            if (rows[target] != Dead)
                starts[rows[target] - first + 1]++;
        }
        for (int k = 0; k < functions.Length; k++)
            starts[k + 1] += starts[k];
        int[] sources = new int[starts[^1]], connections = new int[sources.Length];
        int[] next = starts[..^1], neuronStarts = starts[..^1];
        for (int i = 0; i < wiring.Connections; i++)
        {
            int target = rows[wiring.Targets[i]];
            if (target == Dead)
                continue;
            int at = next[target - first]++, source = rows[wiring.Sources[i]];
            (sources[at], connections[at]) = (source, i);
            if (source < first)
                neuronStarts[target - first] = at + 1;
        }
        return (new(wiring.Inputs, functions, starts, neuronStarts, sources), connections);
    }
}
