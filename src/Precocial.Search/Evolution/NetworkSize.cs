using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>How large a network is: nodes and weights.</summary>
/// <param name="Nodes">Bias, inputs, hidden neurons and outputs of a network written neuron by neuron; of any
/// other the nodes of its graph.</param>
/// <param name="Connections">Its weights.</param>
public readonly record struct NetworkSize(int Nodes, long Connections)
{
    /// <summary>The size of a graph.</summary>
    public static NetworkSize Of(ArchitectureGraph graph)
    {
        foreach (Node node in graph.Nodes)
        {
            if (node.Primitive is Neurons neurons)
                return new(neurons.Wiring.Places, neurons.Wiring.Connections);
        }
        return new(graph.Nodes.Length, graph.Parameters);
    }
}
