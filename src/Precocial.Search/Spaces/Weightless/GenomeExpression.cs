using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>What a genome becomes: its neurons in an order in which they can be computed, and the connections
/// that are switched on.</summary>
internal static class GenomeExpression
{
    /// <summary>The wiring of a genome.</summary>
    /// <param name="genome">The genome.</param>
    /// <param name="keepHidden">Express every connection between hidden neurons, also those that are switched
    /// off: what the authors' code does (its sorting writes through a view into the weights).</param>
    public static NeuronWiring Of(WeightlessGenome genome, bool keepHidden)
    {
        var genes = new List<ConnectionGene>(genome.EnabledCount + 16);
        AddEnabled(genome, genes);
        if (keepHidden)
            AddDisabledHidden(genome, genes);
        int[] place = Places(genome);
        var connections = CollectionsMarshal.AsSpan(genes);
        foreach (ref var gene in connections)
            gene = new(place[gene.Source], place[gene.Target]);
        var (sources, targets) = Sorted(connections, genome.Nodes);
        return new(genome.Inputs, genome.Outputs, Functions(genome),
            ImmutableCollectionsMarshal.AsImmutableArray(sources),
            ImmutableCollectionsMarshal.AsImmutableArray(targets));
    }

    /// <summary>The weights of a genome in the order of its wiring's connections.</summary>
    public static ImmutableArray<float> Values(WeightedGenome genome, bool keepHidden)
    {
        WeightlessGenome topology = genome.Topology;
        int[] place = Places(topology);
        var values = new List<(int Source, int Target, float Weight)>(topology.EnabledCount);
        for (int i = 0; i < topology.GeneCount; i++)
        {
            ConnectionGene gene = topology.Gene(i);
            bool isHidden = gene.Source >= topology.FirstHidden && gene.Target >= topology.FirstHidden;
            if (topology.IsEnabled(i) || keepHidden && isHidden)
                values.Add((place[gene.Source], place[gene.Target], genome.Weights[i]));
        }
        return [.. values.OrderBy(v => (v.Source, v.Target)).Select(v => v.Weight)];
    }

    // Where each node of the genome stands in the wiring.
    private static int[] Places(WeightlessGenome genome)
    {
        var place = new int[genome.Nodes];
        for (int node = 0; node < genome.FirstOutput; node++)
            place[node] = node;
        for (int output = 0; output < genome.Outputs; output++)
            place[genome.FirstOutput + output] = genome.FirstOutput + genome.Hidden + output;
        int[] order = genome.HiddenOrder.Order;
        for (int i = 0; i < order.Length; i++)
            place[genome.FirstHidden + order[i]] = genome.FirstOutput + i;
        return place;
    }

    private static ImmutableArray<NeuronFunction> Functions(WeightlessGenome genome)
    {
        var functions = new NeuronFunction[genome.Hidden + genome.Outputs];
        int[] order = genome.HiddenOrder.Order;
        for (int i = 0; i < order.Length; i++)
            functions[i] = genome.Functions[order[i]];
        functions.AsSpan(order.Length).Fill(NeuronFunction.Linear);
        return ImmutableCollectionsMarshal.AsImmutableArray(functions);
    }

    private static void AddEnabled(WeightlessGenome genome, List<ConnectionGene> genes)
    {
        ReadOnlySpan<ulong> bits = genome.EnabledBits;
        for (int word = 0; word < bits.Length; word++)
        {
            for (ulong left = bits[word]; left != 0; left &= left - 1)
                genes.Add(genome.Gene(64 * word + BitOperations.TrailingZeroCount(left)));
        }
    }

    private static void AddDisabledHidden(WeightlessGenome genome, List<ConnectionGene> genes)
    {
        for (int i = 0; i < genome.Genes.Length; i++)
        {
            var gene = genome.Genes[i];
            if (gene.Source >= genome.FirstHidden && gene.Target >= genome.FirstHidden
                && !genome.IsEnabled(genome.BaseGenes + i))
                genes.Add(gene);
        }
    }

    // By source, then target: two counting sorts, since there are far fewer places than connections squared.
    private static (int[] Sources, int[] Targets) Sorted(ReadOnlySpan<ConnectionGene> genes, int places)
    {
        var byTarget = new ConnectionGene[genes.Length];
        var next = new int[places + 1];
        foreach (var gene in genes)
            next[gene.Target + 1]++;
        Accumulate(next);
        foreach (var gene in genes)
            byTarget[next[gene.Target]++] = gene;
        Array.Clear(next);
        foreach (var gene in genes)
            next[gene.Source + 1]++;
        Accumulate(next);
        int[] sources = new int[genes.Length], targets = new int[genes.Length];
        foreach (var gene in byTarget)
        {
            int at = next[gene.Source]++;
            (sources[at], targets[at]) = (gene.Source, gene.Target);
        }
        return (sources, targets);
    }

    private static void Accumulate(int[] counts)
    {
        for (int i = 1; i < counts.Length; i++)
            counts[i] += counts[i - 1];
    }
}
