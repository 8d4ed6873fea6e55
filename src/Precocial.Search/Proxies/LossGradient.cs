using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>The gradient of one batch's mean cross entropy: what most proxies begin with.</summary>
internal static class LossGradient
{
    /// <summary>Batch norm as in training, but without a trace in the running statistics.</summary>
    public static ApplyContext Context { get; } = new(Training: false) { BatchStatistics = true };

    /// <summary>The weights of convolutions and linear layers, in the graph's order.</summary>
    public static IReadOnlyList<Tensor> Kernels(Network network) =>
    [
        .. network.Graph.WeightSpecs.Where(weight => weight.Spec.Role == WeightRole.Kernel)
            .Select(weight => network.Weights[weight.Name]),
    ];

    /// <summary>Computes it, and leaves it in <see cref="Tensor.Gradient"/> of the network's weights: null
    /// where the loss does not depend on a weight.</summary>
    public static void Compute(Network network, Batch batch, NodeObserver? observer = null)
    {
        foreach (Tensor weight in network.Parameters)
            weight.ClearGradient();
        using var tape = new Tape();
        Tensor logits = network.Forward(tape.Input(batch.Inputs), Context, observer);
        tape.Backward(logits.CrossEntropy(batch.Labels));
    }

    /// <summary>Computes it, and sums a term over every weight of every kernel.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="term">Of a weight w and its gradient g.</param>
    public static double Sum(Network network, Batch batch, Func<float, float, double> term)
    {
        Compute(network, batch);
        return Kernels(network).Sum(kernel => Sum(kernel, term));
    }

    /// <summary>The sum over one tensor; 0 where it has no gradient.</summary>
    public static double Sum(Tensor kernel, Func<float, float, double> term)
    {
        if (kernel.Gradient is not { } gradient)
            return 0;
        double sum = 0;
        ReadOnlySpan<float> w = kernel.Span, g = gradient.Span;
        for (int i = 0; i < w.Length; i++)
            sum += term(w[i], g[i]);
        return sum;
    }
}
