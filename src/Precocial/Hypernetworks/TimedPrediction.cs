using System.Runtime.CompilerServices;
using Precocial.Architectures;
using Precocial.Hypernetworks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Predicted weights, and how long that took.</summary>
/// <param name="Network">With the weights.</param>
/// <param name="Prediction">What was predicted and what was not.</param>
/// <param name="Elapsed">From the architecture to the weights: no file is read or written.</param>
/// <param name="Distance">How far the architecture lies from those that the hypernetwork was trained on; null where its
/// file does not say.</param>
public sealed record TimedPrediction(Network Network, Prediction Prediction, TimeSpan Elapsed, double? Distance)
{
    /// <summary>Predicts all weights of a network on this thread.</summary>
    /// <remarks>The second of two predictions is timed: the first one pays for the runtime's compiler and for memory that
    /// the process never had before.</remarks>
    /// <param name="hypernetwork">Who predicts.</param>
    /// <param name="graph">The network.</param>
    /// <param name="time">The clock.</param>
    /// <param name="known">The weights of the file that the network came from, whose constants are kept; null for
    /// none.</param>
    public static TimedPrediction Of(TrainedHypernetwork hypernetwork, ArchitectureGraph graph, TimeProvider time,
        IReadOnlyDictionary<string, Tensor>? known = null)
    {
        WarmUp(hypernetwork, graph);
        long start = time.GetTimestamp();
        Prediction prediction =
            hypernetwork.Model.Predict(graph, HypernetworkGraph.Of(graph), new Rng(0), known);
        TimeSpan elapsed = time.GetElapsedTime(start);
        var network = new Network(graph, prediction.Tensors) { Provenance = hypernetwork.Model.Provenance };
        return new(network, prediction, elapsed, hypernetwork.Model.Distance(graph));
    }

    // In a method of its own, so that nothing holds the first prediction when the second begins.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WarmUp(TrainedHypernetwork hypernetwork, ArchitectureGraph graph)
    {
        _ = hypernetwork.Model.Predict(graph).PredictedParameters;
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
