using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>A graph after an edit, and how its weights come from those before.</summary>
internal sealed class MorphPlan(Morphism edit, ArchitectureGraph graph)
{
    private readonly Dictionary<string, WeightRule> _rules = new(StringComparer.Ordinal);

    public ArchitectureGraph Graph => graph;

    /// <summary>Says how a weight is made; one without a rule is copied by name.</summary>
    public void Set(string weight, WeightRule rule) => _rules.Add(weight, rule);

    public Network Fill(Network parent, Tensor? sample)
    {
        var weights = ImmutableArray.CreateBuilder<Tensor>(graph.WeightSpecs.Length);
        foreach (GraphWeight weight in graph.WeightSpecs)
        {
            float[] values = _rules.TryGetValue(weight.Name, out WeightRule? rule)
                ? rule(parent, sample)
                : parent.Weights[weight.Name].ToArray();
            weights.Add(Tensor.From(values, weight.Spec.Shape, weight.Spec.Trainable));
        }
        return new Network(graph, weights.MoveToImmutable()) { Provenance = $"{parent.Provenance}, {edit}" };
    }
}

/// <summary>The values of a new weight.</summary>
/// <param name="parent">The network before the edit.</param>
/// <param name="sample">Some inputs, or null.</param>
internal delegate float[] WeightRule(Network parent, Tensor? sample);
