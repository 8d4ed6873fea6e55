using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Connects two nodes that no gene connects yet, forward from layer to layer.</summary>
/// <remarks>
/// 1. Layers: bias and inputs 0; hidden neurons <see cref="WeightlessGenome.HiddenLayers"/>; outputs above
///    all.
/// 2. Sources are visited in random order; the first that has a target in a higher layer to which it has no
///    gene, switched on or off, gets one of those targets, uniformly. Source: Gaier and Ha, NeurIPS 2019,
///    §3.2; the order is the authors' code's. O(nodes + genes).
/// </remarks>
public sealed class AddConnection : IGenomeMutation
{
    /// <inheritdoc/>
    public WeightlessGenome? Apply(WeightlessGenome genome, Rng rng)
    {
        // Only hidden neurons can still be targets of the bias and inputs; outputs are no sources.
        if (genome.Hidden == 0)
            return null;
        int sources = genome.FirstOutput + genome.Hidden;
        Span<int> order = sources <= 1024 ? stackalloc int[sources] : new int[sources];
        Span<bool> open = genome.Nodes <= 4096 ? stackalloc bool[genome.Nodes] : new bool[genome.Nodes];
        for (int i = 0; i < sources; i++)
            order[i] = i < genome.FirstOutput ? i : i + genome.Outputs;
        for (int left = sources; left > 0; left--)
        {
            int drawn = rng.Next(left), source = order[drawn];
            order[drawn] = order[left - 1];
            int count = Targets(genome, source, open);
            if (count > 0)
                return genome.WithConnection(source, Nth(open, rng.Next(count)));
        }
        return null;
    }

    /// <inheritdoc/>
    public IEnumerable<WeightlessGenome> All(WeightlessGenome genome)
    {
        for (int source = 0; source < genome.Nodes; source++)
        {
            if (source >= genome.FirstOutput && source < genome.FirstHidden)
                continue;
            var open = new bool[genome.Nodes];
            Targets(genome, source, open);
            for (int target = 0; target < open.Length; target++)
            {
                if (open[target])
                    yield return genome.WithConnection(source, target);
            }
        }
    }

    // Marks the nodes that a source could be connected to, and counts them.
    private static int Targets(WeightlessGenome genome, int source, Span<bool> open)
    {
        open.Clear();
        ReadOnlySpan<int> layers = genome.HiddenLayers;
        bool isHidden = source >= genome.FirstHidden;
        int layer = isHidden ? layers[source - genome.FirstHidden] : 0;
        open[genome.FirstOutput..genome.FirstHidden].Fill(isHidden);
        for (int h = 0; h < layers.Length; h++)
            open[genome.FirstHidden + h] = layers[h] > layer;
        foreach (var gene in genome.Genes.AsSpan())
        {
            if (gene.Source == source)
                open[gene.Target] = false;
        }
        return open.Count(true);
    }

    private static int Nth(ReadOnlySpan<bool> open, int n)
    {
        for (int i = 0; ; i++)
        {
            if (open[i] && n-- == 0)
                return i;
        }
    }
}
