using Precocial.Architectures;
using Precocial.Tasks;

namespace Precocial.Search;

/// <summary>Σ |w·∂L/∂w| over all kernels: how much the loss would feel it if single connections were
/// cut.</summary>
/// <remarks>The gradient of a mask of ones over w is w·∂L/∂w, so the masks of the published code are not
/// needed. The paper normalizes the terms to sum to 1, to rank connections of one network; between networks
/// it is the sum that counts. Source: Lee, Ajanthan and Torr, ICLR 2019, eq. 6; zero-cost-nas,
/// <c>snip.py</c>.</remarks>
public sealed class Snip : IProxy
{
    /// <inheritdoc/>
    public string Name => "snip";

    /// <inheritdoc/>
    public double Measure(Network network, Batch batch) =>
        LossGradient.Sum(network, batch, (w, g) => Math.Abs((double)w * g));
}
