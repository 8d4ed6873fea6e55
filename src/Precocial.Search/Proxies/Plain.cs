using Precocial.Architectures;
using Precocial.Tasks;

namespace Precocial.Search;

/// <summary>Σ w·∂L/∂w over all kernels: <see cref="Snip"/> without the absolute value.</summary>
/// <remarks>Before batch norm a kernel's length does not matter to the loss, so its terms cancel: what is
/// left tells of the layers without batch norm alone. A warning, not a recommendation. Source: zero-cost-nas,
/// <c>plain.py</c>.</remarks>
public sealed class Plain : IProxy
{
    /// <inheritdoc/>
    public string Name => "plain";

    /// <inheritdoc/>
    public double Measure(Network network, Batch batch) =>
        LossGradient.Sum(network, batch, (w, g) => (double)w * g);
}
