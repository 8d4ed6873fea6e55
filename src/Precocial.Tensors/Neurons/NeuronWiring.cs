using System.Collections.Immutable;

namespace Precocial.Tensors;

/// <summary>A network written neuron by neuron: who feeds whom, and which function each applies. No
/// weights.</summary>
/// <remarks>
/// Places: 0 is the bias (always 1), 1..<see cref="Inputs"/> the inputs, then the hidden neurons in an order
/// in which each stands after its sources, last the <see cref="Outputs"/> outputs. Connections are sorted by
/// (source, target): that order numbers the weights, in champion files as well. Immutable; equal when
/// everything in it is.
/// </remarks>
public sealed class NeuronWiring : IEquatable<NeuronWiring>
{
    /// <summary>A wiring.</summary>
    /// <param name="inputs">How many inputs, at least 1.</param>
    /// <param name="outputs">How many outputs, at least 1.</param>
    /// <param name="functions">One for each hidden neuron and then for each output.</param>
    /// <param name="sources">The place that each connection comes from.</param>
    /// <param name="targets">The place that each connection goes to; same length.</param>
    /// <exception cref="ShapeException">A place that does not exist; a connection that does not go forward,
    /// goes into the bias or an input, or out of an output; connections that are not sorted or stand there
    /// twice; an unknown function.</exception>
    public NeuronWiring(
        int inputs, int outputs, ImmutableArray<NeuronFunction> functions, ImmutableArray<int> sources,
        ImmutableArray<int> targets)
    {
        (Inputs, Outputs, Functions, Sources, Targets) = (inputs, outputs, functions, sources, targets);
        Check();
    }

    /// <summary>Ready to run; prepared when first asked for.</summary>
    internal NeuronProgram Program => field ??= new(this);

    /// <summary>How many inputs there are.</summary>
    public int Inputs { get; }

    /// <summary>How many outputs there are.</summary>
    public int Outputs { get; }

    /// <summary>The function of place 1 + <see cref="Inputs"/> + k at index k: hidden neurons, then
    /// outputs.</summary>
    public ImmutableArray<NeuronFunction> Functions { get; }

    /// <summary>The place that each connection comes from.</summary>
    public ImmutableArray<int> Sources { get; }

    /// <summary>The place that each connection goes to.</summary>
    public ImmutableArray<int> Targets { get; }

    /// <summary>How many connections there are: the number of weights.</summary>
    public int Connections => Sources.Length;

    /// <summary>How many places there are: the bias, the inputs, the hidden neurons and the
    /// outputs.</summary>
    public int Places => 1 + Inputs + Functions.Length;

    /// <summary>How many hidden neurons there are.</summary>
    public int Hidden => Functions.Length - Outputs;

    /// <summary>The first place that computes something.</summary>
    public int FirstNeuron => 1 + Inputs;

    /// <summary>The first place that is an output.</summary>
    public int FirstOutput => Places - Outputs;

    /// <inheritdoc/>
    public bool Equals(NeuronWiring? other) =>
        other is not null && Inputs == other.Inputs && Outputs == other.Outputs
            && Functions.AsSpan().SequenceEqual(other.Functions.AsSpan())
            && Sources.AsSpan().SequenceEqual(other.Sources.AsSpan())
            && Targets.AsSpan().SequenceEqual(other.Targets.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NeuronWiring);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Inputs, Outputs, Functions.Length, Connections);

    private void Check()
    {
        if (Inputs < 1 || Outputs < 1 || Functions.IsDefault || Functions.Length < Outputs)
        {
            throw new ShapeException($"A wiring has at least one input and one output, and a function for "
                + $"every neuron, "
                + $"but there are {Inputs} inputs, {Outputs} outputs and "
                + $"{(Functions.IsDefault ? 0 : Functions.Length)} functions.");
        }
        foreach (NeuronFunction function in Functions)
        {
            if (function is < NeuronFunction.Linear or > NeuronFunction.Square)
                throw new ShapeException($"There is no neuron function {(int)function}: they are 1 to 11.");
        }
        if (Sources.IsDefault || Targets.IsDefault || Sources.Length != Targets.Length)
            throw new ShapeException("Every connection of a wiring has a source and a target.");
        for (int i = 0; i < Sources.Length; i++)
            CheckConnection(i);
    }

    private void CheckConnection(int i)
    {
        int source = Sources[i], target = Targets[i];
        if (source < 0 || source >= FirstOutput || target < FirstNeuron || target >= Places || source >= target)
        {
            throw new ShapeException($"Connection {i} goes from place {source} to place {target}, but a "
                + $"connection "
                + $"starts at the bias, an input or a hidden neuron (0 to {FirstOutput - 1}) and ends at a "
                + $"later neuron "
                + $"({FirstNeuron} to {Places - 1}).");
        }
        if (i > 0 && (source, target).CompareTo((Sources[i - 1], Targets[i - 1])) <= 0)
        {
            throw new ShapeException($"Connection {i} ({source} to {target}) stands after "
                + $"({Sources[i - 1]} to {Targets[i - 1]}): connections are sorted by source, then target, "
                + $"and differ.");
        }
    }
}
