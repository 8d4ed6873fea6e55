using System.Collections.Immutable;
using System.Globalization;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Networks grown neuron by neuron, with a weight on each connection that evolution finds too: what NEAT
/// searches, without its crossover and species.</summary>
/// <remarks>
/// <list type="number">
/// <item>A random member is one of the topology's, each weight normal with deviation
/// <see cref="Deviation"/>.</item>
/// <item>A mutation changes the topology with probability <see cref="TopologyRate"/>: a new connection has a random
/// weight; a neuron that splits a connection gets 1 on its way in and the connection's weight on its way out.
/// Otherwise each weight moves, with probability <see cref="PerturbationRate"/>, by a normal step of deviation
/// <see cref="Step"/>.</item>
/// <item>A genome decodes to <see cref="Neurons"/> with <see cref="Neurons.Values"/>: any evaluator judges it, the
/// rollouts with a sweep of a single weight, which then does not matter.</item>
/// </list>
/// Its nearest neighbour <see cref="WeightlessSpace"/> leaves the weights out. Source: Stanley and Miikkulainen,
/// "Evolving neural networks through augmenting topologies", 2002, §3.1.
/// </remarks>
/// <param name="topology">Which neurons and connections there may be.</param>
public sealed class WeightedSpace(WeightlessSpace topology) : IMutableSpace<WeightedGenome>
{
    /// <summary>Which neurons and connections there may be.</summary>
    public WeightlessSpace Topology => topology;

    /// <summary>The deviation of a new weight.</summary>
    public double Deviation { get; init; } = 1;

    /// <summary>The probability that a mutation changes neurons or connections, rather than weights.</summary>
    public double TopologyRate { get; init; } = 0.2;

    /// <summary>The probability that a mutation of the weights moves a given one.</summary>
    public double PerturbationRate { get; init; } = 0.5;

    /// <summary>The deviation of a weight's step.</summary>
    public double Step { get; init; } = 0.3;

    /// <inheritdoc/>
    public string Description => string.Create(CultureInfo.InvariantCulture,
        $"{topology.Description}, weights {Deviation}/{TopologyRate}/{PerturbationRate}/{Step}");

    /// <inheritdoc/>
    public WeightedGenome Sample(Rng rng)
    {
        WeightlessGenome genome = topology.Sample(rng);
        return new(genome, Drawn(genome.GeneCount, rng));
    }

    /// <inheritdoc/>
    public WeightedGenome Mutate(WeightedGenome parent, Rng rng)
    {
        if (!rng.NextBool(TopologyRate))
            return parent with { Weights = Moved(parent.Weights, rng) };
        WeightlessGenome child = topology.Mutate(parent.Topology, rng);
        return new(child, Inherited(parent, child, rng));
    }

    /// <summary>Every genome whose topology differs by one mutation, with new weights of 1: steps of the weights are
    /// without number.</summary>
    public IReadOnlyList<WeightedGenome> Neighbours(WeightedGenome genotype) =>
    [
        .. topology.Neighbours(genotype.Topology)
            .Select(child => new WeightedGenome(child, Inherited(genotype, child, rng: null))),
    ];

    /// <inheritdoc/>
    public ArchitectureGraph Decode(WeightedGenome genotype)
    {
        NeuronWiring wiring = topology.Wiring(genotype.Topology);
        var builder = new GraphBuilder([topology.Inputs]);
        if (topology.Scaling is not null)
            builder.Add(topology.Scaling);
        builder.Add(new Neurons(wiring) { Values = GenomeExpression.Values(genotype, topology.KeepsSplitConnections) });
        return builder.Build();
    }

    /// <summary>The topology's four words, and a fifth: the weights, separated by commas.</summary>
    public string Encode(WeightedGenome genotype) => topology.Encode(genotype.Topology) + " "
        + string.Join(',', genotype.Weights.Select(w => w.ToString("R", CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public WeightedGenome Parse(string text)
    {
        int last = text.LastIndexOf(' ');
        if (last < 0)
            throw new FormatException("A weighted genome is five words, the last of them its weights.");
        WeightlessGenome genome = topology.Parse(text[..last]);
        string[] numbers = text[(last + 1)..].Split(',');
        if (numbers.Length != genome.GeneCount)
        {
            throw new FormatException($"The genome has {genome.GeneCount} genes and needs as many weights, but the text "
                + $"has {numbers.Length}.");
        }
        return new(genome, [.. numbers.Select(Number)]);
    }

    private static float Number(string text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float weight)
        && float.IsFinite(weight)
            ? weight
            : throw new FormatException($"A weight of a genome is a finite number, but one is '{text}'.");

    private ImmutableArray<float> Drawn(int count, Rng rng)
    {
        var weights = ImmutableArray.CreateBuilder<float>(count);
        for (int i = 0; i < count; i++)
            weights.Add((float)(Deviation * rng.NextNormal()));
        return weights.MoveToImmutable();
    }

    private ImmutableArray<float> Moved(ImmutableArray<float> weights, Rng rng)
    {
        var moved = weights.ToBuilder();
        for (int i = 0; i < moved.Count; i++)
        {
            if (rng.NextBool(PerturbationRate))
                moved[i] += (float)(Step * rng.NextNormal());
        }
        return moved.MoveToImmutable();
    }

    // Genes keep their numbers; new ones stand at the end.
    private ImmutableArray<float> Inherited(WeightedGenome parent, WeightlessGenome child, Rng? rng)
    {
        int known = parent.Weights.Length, added = child.GeneCount - known;
        return added switch
        {
            0 => parent.Weights,
            1 => parent.Weights.Add((float)(rng is null ? 1 : Deviation * rng.NextNormal())),
            _ => parent.Weights.AddRange(1, parent.Weights[SplitGene(parent.Topology, child)]),
        };
    }

    private static int SplitGene(WeightlessGenome parent, WeightlessGenome child)
    {
        int gene = 0;
        while (!parent.IsEnabled(gene) || child.IsEnabled(gene))
            gene++;
        return gene;
    }
}
