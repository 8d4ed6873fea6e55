using Precocial.Architectures;
using Precocial.Tasks;

namespace Precocial.Search;

/// <summary>Floating-point operations of one sample: larger networks are taken to be better.</summary>
/// <remarks><see cref="ArchitectureGraph.Flops"/>: every operation counts, a multiply-add twice.
/// NAS-Bench-201's column counts multiply-adds of convolutions, see <see cref="PublishedFlops"/>; the order
/// is nearly the same.</remarks>
public sealed class FlopCount : IProxy
{
    /// <inheritdoc/>
    public string Name => "flops";

    /// <inheritdoc/>
    public double Measure(Network network, Batch batch) => network.Graph.Flops;
}
