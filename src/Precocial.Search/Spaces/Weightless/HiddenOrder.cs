namespace Precocial.Search;

/// <summary>The order in which a genome's hidden neurons can be computed, and their layers.</summary>
/// <remarks>Connections that are switched off take part, so that switching one on never makes a cycle. The
/// order is the authors': neurons without hidden source in the order of their creation; then, taking neurons
/// from the front, those that become free, in the order of their creation. O(genes + neurons).</remarks>
internal sealed class HiddenOrder
{
    private HiddenOrder(int[] order, int[] layers) => (Order, Layers) = (order, layers);

    /// <summary>The hidden neurons (numbered from 0), each after its sources.</summary>
    public int[] Order { get; }

    /// <summary>For each hidden neuron 1 + the longest chain that leads to it.</summary>
    public int[] Layers { get; }

    /// <summary>The highest layer of a hidden neuron; 0 when there is none.</summary>
    public int Depth => Layers.Length == 0 ? 0 : Layers.Max();

    /// <summary>The order of a genome's hidden neurons.</summary>
    /// <exception cref="FormatException">The hidden neurons feed each other in a cycle.</exception>
    public static HiddenOrder Of(WeightlessGenome genome)
    {
        int count = genome.Hidden, first = genome.FirstHidden;
        var sourcesLeft = new int[count];
        int[] start = StartOfTargets(genome, sourcesLeft), targets = TargetsBySource(genome, start);
        var order = new int[count];
        var layers = new int[count];
        int known = 0;
        for (int h = 0; h < count; h++)
        {
            if (sourcesLeft[h] == 0)
                (order[known++], layers[h]) = (h, 1);
        }
        for (int i = 0; i < known; i++)
        {
            int h = order[i], freed = known;
            for (int k = start[h]; k < start[h + 1]; k++)
            {
                int target = targets[k];
                layers[target] = Math.Max(layers[target], layers[h] + 1);
                if (--sourcesLeft[target] == 0)
                    order[known++] = target;
            }
            order.AsSpan(freed, known - freed).Sort();
        }
        return known == count ? new(order, layers)
            : throw new FormatException("The hidden neurons of the genome feed each other in a cycle.");
    }

    private static int[] StartOfTargets(WeightlessGenome genome, int[] sourcesLeft)
    {
        int first = genome.FirstHidden;
        var start = new int[genome.Hidden + 1];
        foreach (var gene in genome.Genes)
        {
            if (gene.Source < first || gene.Target < first)
                continue;
            sourcesLeft[gene.Target - first]++;
            start[gene.Source - first + 1]++;
        }
        for (int h = 0; h < genome.Hidden; h++)
            start[h + 1] += start[h];
        return start;
    }

    private static int[] TargetsBySource(WeightlessGenome genome, int[] start)
    {
        int first = genome.FirstHidden;
        int[] next = [.. start], targets = new int[start[^1]];
        foreach (var gene in genome.Genes)
        {
            if (gene.Source >= first && gene.Target >= first)
                targets[next[gene.Source - first]++] = gene.Target - first;
        }
        return targets;
    }
}
