using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Holds every relu of a network as it is on a batch: units that are on pass their input, others
/// pass 0, whatever becomes of the weights. The network is then smooth in its weights.</summary>
internal sealed class FrozenRectifiers
{
    private readonly Dictionary<int, Tensor> _gates = [];
    private readonly ArchitectureGraph _graph;

    public FrozenRectifiers(Network network, Batch batch)
    {
        _graph = network.Graph;
        using var tape = new Tape(recording: false);
        network.Forward(tape.Input(batch.Inputs), LossGradient.Context, (node, output) =>
        {
            if (_graph.Nodes[node].Primitive is Activation { Function: ActivationFunction.Relu })
                _gates.Add(node, GateOf(output));
            return output;
        });
    }

    /// <summary>For one run of the network, with any weights, on the same batch.</summary>
    public NodeObserver Observer()
    {
        var outputs = new Tensor[_graph.Nodes.Length];
        return (node, output) => outputs[node] = _gates.TryGetValue(node, out Tensor? gate)
            ? outputs[_graph.Nodes[node].Inputs[0]].Multiply(gate)
            : output;
    }

    private static Tensor GateOf(Tensor output)
    {
        Tensor gate = output.Detach();
        foreach (ref float unit in gate.Span)
            unit = unit > 0 ? 1 : 0;
        return gate;
    }
}
