using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>A network written neuron by neuron, with a function for each: weight agnostic networks and others that
/// evolution grows.</summary>
/// <remarks>Weights: <c>weight</c> [connections], in the order of the wiring's connections; the bias is a source like
/// any other. Equal wirings make equal primitives.</remarks>
/// <param name="Wiring">Who feeds whom, and which function each applies.</param>
public sealed record Neurons(NeuronWiring Wiring) : Primitive
{
    private static readonly ImmutableArray<NeuronFunction> Functions = [.. Enum.GetValues<NeuronFunction>()];

    /// <inheritdoc/>
    public override string Kind => "neurons";

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Shape> inputs)
    {
        Shape x = InputRule.Vector(Kind, inputs);
        if (x[0] != Wiring.Inputs)
            throw new ShapeException($"{Kind}: the wiring has {Wiring.Inputs} inputs, but the input is {x}.");
        return [Wiring.Outputs];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(ReadOnlySpan<Shape> inputs) =>
        [new WeightSpec("weight", [Wiring.Connections], WeightRole.Kernel)];

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
        inputs[0].Neurons(weights[0], Wiring);

    /// <inheritdoc/>
    protected internal override void Describe(SettingWriter settings)
    {
        settings.Write("in_features", Wiring.Inputs);
        settings.Write("out_features", Wiring.Outputs);
        settings.Write("functions", Wiring.Functions.Select(f => (int)f).ToArray().AsSpan());
        settings.Write("sources", Wiring.Sources.AsSpan());
        settings.Write("targets", Wiring.Targets.AsSpan());
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
            return new(new NeuronWiring(inputs, outputs, [.. functions.Select(f => (NeuronFunction)f)],
                settings.Integers("sources"), settings.Integers("targets")));
        }
        catch (ShapeException e)
        {
            throw settings.Expected("sources", "a wiring", $"none: {e.Message}");
        }
    }

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
