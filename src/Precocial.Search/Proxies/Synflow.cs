using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>ln Σ |w·∂R/∂w| over all kernels, R = Σ outputs for an input of ones with |w| in place of w and
/// without batch norm: how much can flow from input to output. Needs no data.</summary>
/// <remarks>
/// R reaches 10⁶¹ and more, beyond float32. So every node's output is a tensor with a power of two beside it,
/// y·2^e with elements of at most 2: e is taken out after each node, and sums bring their inputs to one e
/// first. That is exact, and the tape differentiates R·2^−e, in which nothing overflows. The published code
/// computes in double precision instead.
/// Normalisations, dropout, standardisation and activations pass their input on (nothing is negative, so a
/// relu does that anyway; a saturating function would end the flow), a factor from squeeze-and-excitation is
/// 1, attention takes the mean of the values. −∞ where nothing arrives (NASLib writes 0). Sources: Tanaka et
/// al., NeurIPS 2020, §6 and algorithm 1; zero-cost-nas, <c>synflow.py</c>; the logarithm: NASLib,
/// <c>zerocost.py</c>.
/// </remarks>
public sealed class Synflow : IProxy
{
    /// <inheritdoc/>
    public string Name => "synflow";

    /// <inheritdoc/>
    /// <exception cref="SearchException">The network has a node for which no flow is defined.</exception>
    public double Measure(Network network, Batch batch)
    {
        using var tape = new Tape();
        var flow = new SynapticFlow(network, tape);
        ScaledTensor output = flow.Run();
        Tensor total = output.Value.Sum();
        if (!total.RequiresGradient)
            return double.NegativeInfinity;
        tape.Backward(total);
        double sum = flow.Kernels.Sum(kernel => LossGradient.Sum(kernel, (w, g) => Math.Abs((double)w * g)));
        return Math.Log(sum) + output.Exponent * Math.Log(2);
    }
}
