using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>A network written neuron by neuron, with a function for each: weight agnostic networks and others that
/// evolution grows.</summary>
/// <remarks>Weights: <c>weight</c> [connections], in the order of the wiring's connections; the bias is a source like
/// any other. With <see cref="Values"/> there are none: the values are part of the architecture, as evolution found
/// them. Equal wirings and values make equal primitives.</remarks>
/// <param name="Wiring">Who feeds whom, and which function each applies.</param>
public sealed record Neurons(NeuronWiring Wiring) : Primitive
{
    private static readonly ImmutableArray<NeuronFunction> Functions = [.. Enum.GetValues<NeuronFunction>()];

    /// <summary>A fixed weight for each connection; empty for weights that come from elsewhere.</summary>
    public ImmutableArray<float> Values { get; init; } = [];

    /// <inheritdoc/>
    public override string Kind => "neurons";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.Vector(Kind, inputs);
        if (x[0] != Wiring.Inputs)
            throw new ShapeException($"{Kind}: the wiring has {Wiring.Inputs} inputs, but the input is {x}.");
        if (HasValues && Values.Length != Wiring.Connections)
            throw new ShapeException($"{Kind}: Values must be empty or one for each of the {Wiring.Connections} "
                + $"connections, but there are {Values.Length}.");
        return [Wiring.Outputs];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(ReadOnlySpan<Shape> inputs) =>
        HasValues ? [] : [new WeightSpec("weight", [Wiring.Connections], WeightRole.Kernel)];

    /// <inheritdoc/>
    public override long Flops(ReadOnlySpan<Shape> inputs)
    {
        long flops = 2L * Wiring.Connections;
        foreach (NeuronFunction function in Wiring.Functions)
            flops += FlopsOf(function);
        return flops;
    }

    /// <inheritdoc/>
    public override Tensor Apply(
        ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> weights, ApplyContext context) =>
        inputs[0].Neurons(HasValues ? Tensor.From(Values.AsSpan(), [Values.Length]) : weights[0], Wiring);

    /// <inheritdoc/>
    public bool Equals(Neurons? other) =>
        other is not null && Wiring.Equals(other.Wiring) && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Wiring, Values.Length);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("in_features", Wiring.Inputs);
        settings.Write("out_features", Wiring.Outputs);
        settings.Write("functions", Wiring.Functions.Select(f => (int)f).ToArray().AsSpan());
        settings.Write("sources", Wiring.Sources.AsSpan());
        settings.Write("targets", Wiring.Targets.AsSpan());
        if (HasValues)
            settings.Write("values", Values.AsSpan());
    }

    internal static Neurons Read(SettingReader settings)
    {
        int inputs = settings.Positive("in_features"), outputs = settings.Positive("out_features");
        ImmutableArray<int> functions = settings.Integers("functions");
        foreach (int function in functions)
        {
            if (function < 0 || !Functions.Contains((NeuronFunction)function))
                throw settings.Expected("functions", "numbers from 1 to 11", $"{function}");
        }
        try
        {
            var wiring = new NeuronWiring(inputs, outputs, [.. functions.Select(f => (NeuronFunction)f)],
                settings.Integers("sources"), settings.Integers("targets"));
            return new(wiring) { Values = settings.Has("values") ? settings.Numbers("values") : [] };
        }
        catch (ShapeException e)
        {
            throw settings.Expected("sources", "a wiring", $"none: {e.Message}");
        }
    }

    private bool HasValues => !Values.IsEmpty;

    // Every elementary function counts as one.
    private static int FlopsOf(NeuronFunction function) => function switch
    {
        NeuronFunction.Linear => 0,
        NeuronFunction.Sine or NeuronFunction.Cosine => 2,
        NeuronFunction.Gaussian => 3,
        NeuronFunction.Sigmoid => 4,
        _ => 1,
    };
}
