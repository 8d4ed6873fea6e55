using System.Collections.Immutable;
using System.Globalization;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Networks without weights, grown neuron by neuron: the space of weight agnostic
/// networks.</summary>
/// <remarks>
/// <list type="number">
/// <item>A random member has no hidden neuron; each connection from the bias or an input to an output is
/// switched on with probability <see cref="InitialConnections"/>.</item>
/// <item>A mutation is exactly one change, its kind drawn by <see cref="Rates"/>.</item>
/// <item>A genome decodes to input → <see cref="Neurons"/>, with <see cref="Scaling"/> in between if there is
/// one.</item>
/// </list>
/// Outputs are linear always: so they are in the authors' code, whatever a task's table says, and in every
/// champion that they published. Two quirks of that code are off by default and on if <see cref="Faithful"/>:
/// <see cref="KeepsSplitConnections"/> and <see cref="AllowsIdleMutations"/>. Its nearest neighbour:
/// <see cref="DecisionSpace{TGenotype}"/>, spaces of fixed size. Source: Gaier and Ha, NeurIPS 2019, §3 and
/// supplement.
/// </remarks>
public sealed class WeightlessSpace : IMutableSpace<WeightlessGenome>
{
    private readonly IGenomeMutation[] _mutations;

    /// <summary>Networks with so many inputs and outputs.</summary>
    /// <param name="inputs">At least 1.</param>
    /// <param name="outputs">At least 1.</param>
    /// <param name="functions">What hidden neurons may compute; by default
    /// <see cref="AllFunctions"/>.</param>
    public WeightlessSpace(int inputs, int outputs, params ImmutableArray<NeuronFunction> functions)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        (Inputs, Outputs) = (inputs, outputs);
        Functions = functions.IsDefaultOrEmpty ? AllFunctions : functions;
        if (Functions.Distinct().Count() < Functions.Length || Functions.Any(f => !Enum.IsDefined(f)))
        {
            throw new ArgumentException("The functions of a weightless space differ and are known, but are "
                + $"{string.Join(',', Functions.Select(f => (int)f))}.", nameof(functions));
        }
        _mutations = [new AddConnection(), new AddNeuron(Functions), new EnableConnection(),
            new ChangeFunction(Functions)];
    }

    /// <summary>The functions of the paper: 1 to 10.</summary>
    public static ImmutableArray<NeuronFunction> AllFunctions { get; } =
        [.. Enum.GetValues<NeuronFunction>().Where(f => f <= NeuronFunction.Cosine)];

    /// <summary>The functions of the paper for classification: all but the step.</summary>
    public static ImmutableArray<NeuronFunction> ClassifierFunctions { get; } =
        AllFunctions.Remove(NeuronFunction.Step);

    /// <summary>How many inputs there are.</summary>
    public int Inputs { get; }

    /// <summary>How many outputs there are.</summary>
    public int Outputs { get; }

    /// <summary>What hidden neurons may compute.</summary>
    public ImmutableArray<NeuronFunction> Functions { get; }

    /// <summary>The probability that a connection of a random member is switched on.</summary>
    public double InitialConnections { get; init; } = 0.5;

    /// <summary>How many mutations a random member has behind it; 0 by default, as in the paper.</summary>
    public int InitialMutations { get; init; }

    /// <summary>How often each kind of change is made.</summary>
    public MutationRates Rates { get; init; } = new();

    /// <summary>Scales the inputs before the network: for data sets. None by default.</summary>
    public Standardize? Scaling { get; init; }

    /// <summary>Whether the quirks of the authors' code are kept: both of those below.</summary>
    public bool Faithful
    {
        get => KeepsSplitConnections && AllowsIdleMutations;
        init => KeepsSplitConnections = AllowsIdleMutations = value;
    }

    /// <summary>Whether a connection between two hidden neurons is expressed even when it is switched off. In
    /// the authors' code it is, so that splitting one does not remove it. By default it is not.</summary>
    public bool KeepsSplitConnections { get; init; }

    /// <summary>Whether a child whose kind of change has no place is a copy of its parent. In the authors'
    /// code it is. By default another kind is drawn.</summary>
    public bool AllowsIdleMutations { get; init; }

    /// <inheritdoc/>
    public string Description => string.Create(CultureInfo.InvariantCulture,
        $"weightless {Inputs}:{Outputs}, functions {string.Join(',', Functions.Select(f => (int)f))}, ")
        + string.Create(CultureInfo.InvariantCulture, $"initial connections {InitialConnections}, ")
        + (InitialMutations == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{InitialMutations} mutations, "))
        + "rates "
        + string.Join('/', RateList.Select(rate => rate.ToString(CultureInfo.InvariantCulture)))
        + (KeepsSplitConnections ? ", keeps split connections" : "")
        + (AllowsIdleMutations ? ", idle mutations" : "")
        + (Scaling is null ? "" : ", scaled");

    // In the order of the mutations.
    private double[] RateList =>
        [Rates.AddConnection, Rates.AddNeuron, Rates.EnableConnection, Rates.ChangeFunction];

    /// <inheritdoc/>
    public WeightlessGenome Sample(Rng rng)
    {
        var empty = WeightlessGenome.Empty(Inputs, Outputs);
        var enabled = new ulong[WeightlessGenome.WordsFor(empty.GeneCount)];
        for (int gene = 0; gene < empty.GeneCount; gene++)
            enabled[gene >> 6] |= rng.NextBool(InitialConnections) ? 1UL << (gene & 63) : 0;
        var member = new WeightlessGenome(Inputs, Outputs, [], [], enabled);
        for (int i = 0; i < InitialMutations; i++)
            member = Mutate(member, rng);
        return member;
    }

    /// <inheritdoc/>
    public WeightlessGenome Mutate(WeightlessGenome parent, Rng rng)
    {
        double[] rates = RateList;
        for (int tries = 0; tries < rates.Length; tries++)
        {
            int kind = Draw(rates, rng);
            if (kind < 0)
                break;
            if (_mutations[kind].Apply(parent, rng) is { } child)
                return child;
            if (AllowsIdleMutations)
                break;
            rates[kind] = 0;
        }
        return parent;
    }

    /// <inheritdoc/>
    public IReadOnlyList<WeightlessGenome> Neighbours(WeightlessGenome genotype) =>
        [.. _mutations.SelectMany(mutation => mutation.All(genotype))];

    /// <summary>The wiring that a genome expresses.</summary>
    public NeuronWiring Wiring(WeightlessGenome genotype) =>
        GenomeExpression.Of(genotype, KeepsSplitConnections);

    /// <inheritdoc/>
    public ArchitectureGraph Decode(WeightlessGenome genotype)
    {
        var builder = new GraphBuilder([Inputs]);
        if (Scaling is not null)
            builder.Add(Scaling);
        builder.Add(new Neurons(Wiring(genotype)));
        return builder.Build();
    }

    /// <summary>The genome in four words: sizes, base block, functions, further genes:
    /// <c>5:1 A2 3,9 2>7+7>6-</c>.</summary>
    public string Encode(WeightlessGenome genotype) => GenomeText.Write(genotype);

    /// <inheritdoc/>
    public WeightlessGenome Parse(string text) => GenomeText.Read(text, Inputs, Outputs, Functions);

    // A kind in proportion to its rate; −1 when all are 0.
    private static int Draw(ReadOnlySpan<double> rates, Rng rng)
    {
        double sum = 0;
        foreach (double rate in rates)
            sum += rate;
        if (!(sum > 0))
            return -1;
        double spin = rng.NextDouble() * sum;
        int kind = 0;
        while (kind < rates.Length - 1 && (spin >= rates[kind] || rates[kind] == 0))
            spin -= rates[kind++];
        // Rounding may leave a trace of the spin behind the last kind that is drawn at all.
        while (rates[kind] == 0)
            kind--;
        return kind;
    }
}
