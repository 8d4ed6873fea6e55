using Precocial.Architectures;
using Precocial.Tasks;

namespace Precocial.Search;

/// <summary>Σ ‖∂L/∂W‖₂ over the kernels W, one norm a layer.</summary>
/// <remarks>The paper speaks of the norm of the whole gradient; its code, which the published scores come
/// from, adds the layers' norms, and so does this. Source: Abdelfattah et al., ICLR 2021, §3.1;
/// zero-cost-nas, <c>grad_norm.py</c>.</remarks>
public sealed class GradientNorm : IProxy
{
    /// <inheritdoc/>
    public string Name => "grad_norm";

    /// <inheritdoc/>
    public double Measure(Network network, Batch batch)
    {
        LossGradient.Compute(network, batch);
        return LossGradient.Kernels(network)
            .Sum(kernel => Math.Sqrt(LossGradient.Sum(kernel, (_, g) => (double)g * g)));
    }
}
