using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>−Σ w·(H·g) over all kernels, g = ∂L/∂w and H the Hessian: how much longer the gradient becomes when the
/// weights shrink.</summary>
/// <remarks>
/// No Hessian is needed: Σ w·(H·g) is the derivative of ½‖g‖² when all kernels grow together, w → (1 + t)·w, at
/// t = 0. Here it is a central difference with t = ±2⁻⁷, two gradients, as many as the exact product takes. Scaling
/// moves no relu across its kink in a network without offsets, so the difference is smooth: its relative error is
/// about t², 10⁻⁴.
/// Signs differ: the paper keeps the weights with the smallest −w·Hg, its code sums +w·Hg, zero-cost-nas turned the
/// sign because accuracy fell with it. This is zero-cost-nas's, and its published scores'. The paper's temperature of
/// 200 is 1 there and here. Sources: Wang, Zhang and Grosse, ICLR 2020, eq. 8; zero-cost-nas, <c>grasp.py</c>.
/// </remarks>
public sealed class Grasp : IProxy
{
    private const float Step = 1f / 128;

    /// <inheritdoc/>
    public string Name => "grasp";

    /// <inheritdoc/>
    public double Measure(Network network, Batch batch) =>
        -(HalfSquare(network, batch, 1 + Step) - HalfSquare(network, batch, 1 - Step)) / (2 * Step);

    private static double HalfSquare(Network network, Batch batch, float factor)
    {
        Network scaled = network.Copy();
        foreach (Tensor kernel in LossGradient.Kernels(scaled))
        {
            foreach (ref float w in kernel.Span)
                w *= factor;
        }
        return LossGradient.Sum(scaled, batch, (_, g) => 0.5 * g * g);
    }
}
