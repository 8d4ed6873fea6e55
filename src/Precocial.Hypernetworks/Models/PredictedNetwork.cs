using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>Puts predicted weights in a network's order, and fills in what cannot be predicted.</summary>
internal static class PredictedNetwork
{
    /// <summary>All weights as free-standing tensors, each written once.</summary>
    public static Prediction Predict(GraphHypernetwork hypernetwork, Tape tape, ArchitectureGraph graph,
        HypernetworkGraph nodes, Rng rng, IReadOnlyDictionary<string, Tensor>? known)
    {
        DecodingPlan plan = hypernetwork.PlanOf(nodes);
        WeightDecoder.Decoded decoded = hypernetwork.Decode(tape, nodes, plan);
        var predicted = new Dictionary<string, Tensor>(plan.Weights.Length, StringComparer.Ordinal);
        var block = new TensorBlock(plan.Weights.Select(weight => weight.Shape));
        foreach (DecodedWeight weight in plan.Weights)
        {
            Tensor target = block.Take(weight.Shape, requiresGradient: true);
            decoded.Of(weight).TileWeightTo(weight.Tiling, target);
            predicted.Add(weight.Name, target);
        }
        foreach (GraphWeight weight in graph.WeightSpecs)
        {
            if (weight.Spec.Role == WeightRole.Constant && known?.GetValueOrDefault(weight.Name) is { } constant)
                predicted[weight.Name] = constant;
        }
        return Complete(graph, predicted, rng) with { Nodes = nodes.Nodes.Length };
    }

    /// <summary>Adds running statistics and initialised weights.</summary>
    public static Prediction Complete(
        ArchitectureGraph graph, IReadOnlyDictionary<string, Tensor> predicted, Rng rng)
    {
        var tensors = new Tensor[graph.WeightSpecs.Length];
        var skipped = ImmutableArray.CreateBuilder<string>();
        long count = 0, missing = 0;
        IReadOnlyList<Tensor?>? initialized = null;
        for (int i = 0; i < tensors.Length; i++)
        {
            GraphWeight weight = graph.WeightSpecs[i];
            if (predicted.TryGetValue(weight.Name, out Tensor? tensor))
            {
                tensors[i] = tensor;
                count += weight.Spec.Trainable ? tensor.Count : 0;
            }
            else if (weight.Spec.Role is WeightRole.RunningMean or WeightRole.RunningVariance)
            {
                tensors[i] = Tensor.Full(weight.Spec.Shape, weight.Spec.Role == WeightRole.RunningMean ? 0 : 1);
            }
            else
            {
                initialized ??= new InitializedWeights().ProvideSome(
                    graph, rng, missed => !predicted.ContainsKey(missed.Name));
                tensors[i] = initialized[i]!;
                skipped.Add(weight.Name);
                missing += weight.Spec.Trainable ? tensors[i].Count : 0;
            }
        }
        return new Prediction(tensors, count, missing, skipped.ToImmutable(), Nodes: 0);
    }
}
