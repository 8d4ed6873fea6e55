using System.Collections.Immutable;
using System.Globalization;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>One value for every weight: what a weight agnostic network is judged with.</summary>
/// <remarks>Every trained weight of the graph gets the value, offsets included: in a weight agnostic network
/// the bias is a source like any other. Not to be mistaken for a supernet's shared weights, which are many
/// values that many networks share. Source: Gaier and Ha, NeurIPS 2019, §3.1.</remarks>
/// <param name="value">The value.</param>
public sealed class SingleWeight(double value) : IWeightSource
{
    /// <summary>The value.</summary>
    public double Value { get; } = value;

    /// <summary>The six values of the paper.</summary>
    public static ImmutableArray<double> PaperSweep { get; } = [-2, -1, -0.5, 0.5, 1, 2];

    /// <inheritdoc/>
    public string Provenance => string.Create(CultureInfo.InvariantCulture, $"shared weight {Value}");

    /// <summary>One source for each value.</summary>
    public static ImmutableArray<SingleWeight> Sweep(params ReadOnlySpan<double> values)
    {
        var sweep = ImmutableArray.CreateBuilder<SingleWeight>(values.Length);
        foreach (double value in values)
            sweep.Add(new SingleWeight(value));
        return sweep.MoveToImmutable();
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Provide(ArchitectureGraph graph, Rng rng)
    {
        var weights = new Tensor[graph.WeightSpecs.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            WeightSpec spec = graph.WeightSpecs[i].Spec;
            weights[i] = Tensor.Zeros(spec.Shape, requiresGradient: spec.Trainable);
            if (spec.Trainable)
                weights[i].Span.Fill((float)Value);
            else if (spec.Role == WeightRole.RunningVariance)
                weights[i].Span.Fill(1);
            else if (spec.Role == WeightRole.Alpha)
                spec.Values.CopyTo(weights[i].Span);
        }
        return weights;
    }
}
