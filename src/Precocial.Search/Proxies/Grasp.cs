using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>−Σ w·(H·g) over all kernels, g = ∂L/∂w and H the Hessian: how much longer the gradient becomes
/// when the weights shrink.</summary>
/// <remarks>
/// No Hessian is needed: Σ w·(H·g) is the derivative of ½‖g‖² when all kernels grow together, w → (1 + t)·w,
/// at t = 0. Here it is a central difference with t = ±2⁻⁹: as many gradients as the exact product takes.
/// Automatic differentiation takes relu's second derivative for 0 everywhere, and so must this: each relu
/// stays as open or shut as it was at t = 0. Otherwise the difference sees kinks that the weights cross,
/// which outweigh the rest in deep networks: without that the scores of NAS-Bench-201's cells have nothing to
/// do with the published ones. Kinks of max pooling stay in.
/// Signs differ: the paper keeps the weights with the smallest −w·Hg, its code sums +w·Hg, zero-cost-nas
/// turned the sign because accuracy fell with it. This is zero-cost-nas's, and its published scores'. The
/// paper's temperature of 200 is 1 there and here. Sources: Wang, Zhang and Grosse, ICLR 2020, eq. 8;
/// zero-cost-nas, <c>grasp.py</c>.
/// </remarks>
public sealed class Grasp : IProxy
{
    private const float Step = 1f / 512;

    /// <inheritdoc/>
    public string Name => "grasp";

    /// <inheritdoc/>
    public double Measure(Network network, Batch batch)
    {
        var gates = new FrozenRectifiers(network, batch);
        double larger = HalfSquare(network, batch, gates, 1 + Step);
        double smaller = HalfSquare(network, batch, gates, 1 - Step);
        return -(larger - smaller) / (2 * Step);
    }

    private static double HalfSquare(Network network, Batch batch, FrozenRectifiers gates, float factor)
    {
        Network scaled = network.Copy();
        IReadOnlyList<Tensor> kernels = LossGradient.Kernels(scaled);
        foreach (Tensor kernel in kernels)
        {
            foreach (ref float w in kernel.Span)
                w *= factor;
        }
        LossGradient.Compute(scaled, batch, gates.Observer());
        return kernels.Sum(kernel => LossGradient.Sum(kernel, (_, g) => 0.5 * g * g));
    }
}
