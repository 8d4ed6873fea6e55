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
    /// <remarks>A small network goes first, so that the time is that of the work and not of the runtime's
    /// compiler.</remarks>
    /// <param name="hypernetwork">Who predicts.</param>
    /// <param name="graph">The network.</param>
    /// <param name="time">The clock.</param>
    /// <param name="known">The weights of the file that the network came from, whose constants are kept; null for
    /// none.</param>
    public static TimedPrediction Of(TrainedHypernetwork hypernetwork, ArchitectureGraph graph, TimeProvider time,
        IReadOnlyDictionary<string, Tensor>? known = null)
    {
        hypernetwork.Model.Predict(WarmUp(hypernetwork));
        long start = time.GetTimestamp();
        Prediction prediction =
            hypernetwork.Model.Predict(graph, HypernetworkGraph.Of(graph), new Rng(0), known);
        TimeSpan elapsed = time.GetElapsedTime(start);
        var network = new Network(graph, prediction.Tensors) { Provenance = hypernetwork.Model.Provenance };
        return new(network, prediction, elapsed, hypernetwork.Model.Distance(graph));
    }

    // Convolutions of several sizes, batch norm, biases, attention, a class layer.
    private static ArchitectureGraph WarmUp(TrainedHypernetwork hypernetwork)
    {
        var builder = new GraphBuilder([3, 8, 8]);
        builder.Add(new Convolution(OutChannels: 80, Kernel: 3));
        builder.Add(new BatchNorm());
        builder.Add(new Convolution(OutChannels: 16, Kernel: 1, Bias: true));
        builder.Add(new DepthwiseConvolution(Kernel: 5));
        int map = builder.Last;
        builder.Add(new Convolution(OutChannels: 16, Kernel: 3, Groups: 2));
        builder.Add(new Sum(), map, builder.Last);
        builder.Add(new GlobalAveragePool());
        builder.Add(new Linear(OutFeatures: hypernetwork.Model.Configuration.Classes));
        return builder.Build();
    }
}
