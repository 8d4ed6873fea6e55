using Precocial.Architectures;
using Precocial.Tasks;

namespace Precocial.Search;

/// <summary>Σ ‖W‖₂ over the kernels W, one norm a layer: says how many layers there are and how wide, and
/// knows neither data nor wiring.</summary>
/// <remarks>With weights of variance c/fan-in a layer's norm is √(c·outputs), whatever its kernel's size.
/// Source: zero-cost-nas, <c>l2_norm.py</c>.</remarks>
public sealed class WeightNorm : IProxy
{
    /// <inheritdoc/>
    public string Name => "l2_norm";

    /// <inheritdoc/>
    public double Measure(Network network, Batch batch)
    {
        double sum = 0;
        foreach (var kernel in LossGradient.Kernels(network))
        {
            double squares = 0;
            foreach (float w in kernel.Span)
                squares += (double)w * w;
            sum += Math.Sqrt(squares);
        }
        return sum;
    }
}
