using Precocial.Architectures;
using Precocial.Tasks;

namespace Precocial.Search;

/// <summary>The number of trained values: what every other proxy has to beat.</summary>
/// <remarks>On NAS-Bench-201 and CIFAR-10 it ranks better than all but two of them. Source:
/// <see cref="ArchitectureGraph.Parameters"/>.</remarks>
public sealed class ParameterCount : IProxy
{
    /// <inheritdoc/>
    public string Name => "params";

    /// <inheritdoc/>
    public double Measure(Network network, Batch batch) => network.Graph.Parameters;
}
