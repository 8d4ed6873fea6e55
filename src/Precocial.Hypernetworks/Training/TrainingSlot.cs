using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>One network of a step: its forward and backward pass, whole, on one thread, with gradients of its
/// own.</summary>
internal sealed class TrainingSlot(GraphHypernetwork hypernetwork)
{
    /// <summary>The weights with this slot's gradients.</summary>
    public GraphHypernetwork Hypernetwork { get; } = hypernetwork;

    public TrainingNetwork? Network { get; private set; }

    public double Loss { get; private set; }

    public double Accuracy { get; private set; }

    /// <summary>Leaves the gradients of loss/<paramref name="networks"/>; none, where the loss is above
    /// <paramref name="limit"/> or not finite. Resets the tape.</summary>
    public void Run(Tape tape, TrainingNetwork network, Tensor images, int[] labels, int networks, float smoothing,
        double limit)
    {
        Network = network;
        foreach (Tensor parameter in Hypernetwork.Parameters)
            parameter.ClearGradient();
        IReadOnlyList<Tensor> weights = Hypernetwork.PredictOn(tape, network.Graph, network.Nodes, new Rng(0));
        Tensor logits = Architectures.Network.Run(network.Graph, weights, tape.Input(images),
            new ApplyContext(Training: false) { BatchStatistics = true });
        Tensor loss = logits.CrossEntropy(labels, smoothing);
        Loss = loss.Span[0];
        Accuracy = (double)Logits.CountCorrect(logits, labels) / labels.Length;
        if (Loss <= limit)
            tape.Backward(loss * (1f / networks));
        tape.Reset();
    }
}
