using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>What evolution changes in a weight agnostic network: neurons, their functions, and connections
/// that are switched on or off. Immutable; a value.</summary>
/// <remarks>
/// Nodes are numbered 0 the bias, then the inputs, the outputs, and the hidden neurons in the order of their
/// creation. Genes are numbered too: first the base block, (inputs + 1)·outputs genes which every genome has
/// (for each output the bias, then the inputs: not stored), then <see cref="Genes"/> in the order of their
/// creation. The authors' innovation numbers are these positions: they never match numbers between
/// individuals without crossover, so no counter is shared. What a mutation does not change is shared with the
/// parent. Its nearest neighbour: <see cref="NeuronWiring"/>, what is expressed. Source: Gaier and Ha,
/// NeurIPS 2019, §3.2; Stanley and Miikkulainen, "Evolving neural networks through augmenting topologies",
/// 2002.
/// </remarks>
public sealed class WeightlessGenome : IEquatable<WeightlessGenome>
{
    private readonly ulong[] _enabled;
    private HiddenOrder? _hidden;

    internal WeightlessGenome(
        int inputs, int outputs, ImmutableArray<NeuronFunction> functions,
        ImmutableArray<ConnectionGene> genes, ulong[] enabled)
    {
        (Inputs, Outputs, Functions, Genes, _enabled) = (inputs, outputs, functions, genes, enabled);
        foreach (ulong word in enabled)
            EnabledCount += BitOperations.PopCount(word);
    }

    /// <summary>How many inputs there are.</summary>
    public int Inputs { get; }

    /// <summary>How many outputs there are; each is linear.</summary>
    public int Outputs { get; }

    /// <summary>The functions of the hidden neurons, in the order of their creation.</summary>
    public ImmutableArray<NeuronFunction> Functions { get; }

    /// <summary>The genes beyond the base block, in the order of their creation.</summary>
    public ImmutableArray<ConnectionGene> Genes { get; }

    /// <summary>How many hidden neurons there are.</summary>
    public int Hidden => Functions.Length;

    /// <summary>How many nodes there are: the bias, inputs, outputs and hidden neurons.</summary>
    public int Nodes => FirstHidden + Hidden;

    /// <summary>The node that is the first output.</summary>
    public int FirstOutput => 1 + Inputs;

    /// <summary>The node that is the first hidden neuron.</summary>
    public int FirstHidden => 1 + Inputs + Outputs;

    /// <summary>How many genes the base block has.</summary>
    public int BaseGenes => (Inputs + 1) * Outputs;

    /// <summary>How many genes there are, switched on or off.</summary>
    public int GeneCount => BaseGenes + Genes.Length;

    /// <summary>How many genes are switched on.</summary>
    public int EnabledCount { get; }

    internal ReadOnlySpan<ulong> EnabledBits => _enabled;

    // Computed when first needed; two threads may both compute it, with the same result.
    internal HiddenOrder HiddenOrder => _hidden ??= HiddenOrder.Of(this);

    /// <summary>The gene with a number below <see cref="GeneCount"/>.</summary>
    public ConnectionGene Gene(int gene) => gene < BaseGenes
        ? new(gene % (Inputs + 1), FirstOutput + gene / (Inputs + 1))
        : Genes[gene - BaseGenes];

    /// <summary>Whether a gene is switched on.</summary>
    public bool IsEnabled(int gene) => (_enabled[gene >> 6] >> (gene & 63) & 1) != 0;

    /// <summary>The layer of each hidden neuron: 1 + the longest chain of connections between hidden neurons
    /// that leads to it, those switched off included.</summary>
    public ReadOnlySpan<int> HiddenLayers => HiddenOrder.Layers;

    /// <inheritdoc/>
    public bool Equals(WeightlessGenome? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Inputs == other.Inputs && Outputs == other.Outputs
            && Functions.AsSpan().SequenceEqual(other.Functions.AsSpan())
            && _enabled.AsSpan().SequenceEqual(other._enabled)
            && Genes.AsSpan().SequenceEqual(other.Genes.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as WeightlessGenome);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Genes.Length);
        foreach (ulong word in _enabled)
            hash.Add(word);
        foreach (var function in Functions)
            hash.Add((byte)function);
        return hash.ToHashCode();
    }

    /// <summary>The base block alone, with no gene switched on.</summary>
    /// <param name="inputs">At least 1.</param>
    /// <param name="outputs">At least 1.</param>
    internal static WeightlessGenome Empty(int inputs, int outputs) =>
        new(inputs, outputs, [], [], new ulong[WordsFor((inputs + 1) * outputs)]);

    internal static int WordsFor(int genes) => (genes + 63) >> 6;

    /// <summary>The same with one gene switched on.</summary>
    internal WeightlessGenome WithEnabled(int gene)
    {
        ulong[] enabled = [.. _enabled];
        enabled[gene >> 6] |= 1UL << (gene & 63);
        return new(Inputs, Outputs, Functions, Genes, enabled) { _hidden = _hidden };
    }

    /// <summary>The same with another function in one hidden neuron.</summary>
    internal WeightlessGenome WithFunction(int hidden, NeuronFunction function) =>
        new(Inputs, Outputs, Functions.SetItem(hidden, function), Genes, _enabled) { _hidden = _hidden };

    /// <summary>The same with one more connection, switched on.</summary>
    internal WeightlessGenome WithConnection(int source, int target) =>
        new(Inputs, Outputs, Functions, Genes.Add(new(source, target)), Grown(1));

    /// <summary>The same with a neuron in the middle of a connection, which is switched off.</summary>
    internal WeightlessGenome WithNeuron(int gene, NeuronFunction function)
    {
        var (source, target) = Gene(gene);
        int neuron = Nodes;
        ulong[] enabled = Grown(2);
        enabled[gene >> 6] &= ~(1UL << (gene & 63));
        var genes = new ConnectionGene[Genes.Length + 2];
        Genes.CopyTo(genes);
        (genes[^2], genes[^1]) = (new(source, neuron), new(neuron, target));
        return new(Inputs, Outputs, Functions.Add(function),
            ImmutableCollectionsMarshal.AsImmutableArray(genes), enabled);
    }

    // The bits with further genes behind them, switched on.
    private ulong[] Grown(int further)
    {
        int count = GeneCount;
        var enabled = new ulong[WordsFor(count + further)];
        _enabled.CopyTo(enabled, 0);
        for (int gene = count; gene < count + further; gene++)
            enabled[gene >> 6] |= 1UL << (gene & 63);
        return enabled;
    }
}
