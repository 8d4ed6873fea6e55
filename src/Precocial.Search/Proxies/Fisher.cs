using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Σ over channels of ½·mean over samples of (Σ over places of a·∂L/∂a)², each as often as the
/// channel has weights; a is the output of a convolution or linear layer.</summary>
/// <remarks>
/// 1. Each output a [batch, channels, ...] is multiplied by gates of ones, one a sample and channel; the
/// gradient of a gate is Σ over places of a·∂L/∂a. 2. Squares, mean over the batch, halved: how much the loss
/// would feel it if the channel were removed, by the diagonal of Fisher's information. 3. Times fan-in, and
/// summed. The paper that it comes from has no factor fan-in; the code of zero-cost-nas gives each weight its
/// channel's value before it sums, and the published scores are these. Sources: Theis et al., "Faster gaze
/// prediction with dense networks and Fisher pruning", 2018, eq. 5; Turner et al., "BlockSwap", ICLR 2020;
/// zero-cost-nas, <c>fisher.py</c>.
/// </remarks>
public sealed class Fisher : IProxy
{
    /// <inheritdoc/>
    public string Name => "fisher";

    /// <inheritdoc/>
    public double Measure(Network network, Batch batch)
    {
        Dictionary<int, int> fanIns = network.Graph.WeightSpecs
            .Where(weight => weight.Spec.Role == WeightRole.Kernel)
            .ToDictionary(weight => weight.Node, weight => weight.Spec.Shape.Count / weight.Spec.Shape[0]);
        var gates = new List<(Tensor Gate, int FanIn)>();
        LossGradient.Compute(network, batch, (node, output) =>
        {
            if (!fanIns.TryGetValue(node, out int fanIn))
                return output;
            gates.Add((Gate(output.Shape), fanIn));
            return output.Multiply(gates[^1].Gate);
        });
        return gates.Sum(pair => 0.5 * pair.FanIn / batch.Count
            * LossGradient.Sum(pair.Gate, (_, g) => (double)g * g));
    }

    // Channels are axis 1 of images [batch, channels, height, width], and the last of vectors and tokens.
    private static Tensor Gate(Shape shape)
    {
        Shape gate = shape.Rank switch
        {
            4 => [shape[0], shape[1], 1, 1],
            3 => [shape[0], 1, shape[2]],
            _ => shape,
        };
        Tensor ones = Tensor.Zeros(gate, requiresGradient: true);
        ones.Span.Fill(1);
        return ones;
    }
}
