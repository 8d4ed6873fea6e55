using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>A gated graph neural network on an acyclic graph: one sweep forward and one backward, each
    /// node updated from those that were updated before it.</summary>
    /// <param name="x">Initial states, shape [nodes, features].</param>
    /// <param name="graph">Its edges.</param>
    /// <param name="weights">Shared by both sweeps.</param>
    /// <returns>Shape of <paramref name="x"/>.</returns>
    /// <remarks>
    /// For each node v in order, then again in reverse with the edges reversed:
    /// <code>
    /// m_v = Σ_{u→v} MLP(h_u) + Σ_{u⇝v} MLP_virtual(h_u)/length(u, v)      (2), (3)
    /// h_v = GRU(m_v, h_v)
    /// </code>
    /// A message depends on its sender alone, so it is computed once a node, and not once an edge as in the
    /// released code. Source: Knyazev et al., NeurIPS 2021, §2.1 and §3.2; the gated recurrent unit is
    /// PyTorch's.
    /// </remarks>
    /// <exception cref="ShapeException">x or a weight does not fit.</exception>
    public static Tensor GatedGraph(this Tensor x, MessageGraph graph, GatedGraphWeights weights) =>
        new GatedGraphOperation(x, graph, weights).Run();
}

internal sealed unsafe class GatedGraphOperation(Tensor x, MessageGraph graph, GatedGraphWeights weights)
    : Operation
{
    private GatedGraphSweep _sweep = null!;

    public Tensor Run()
    {
        var tape = Tape.Of(x, weights.InputWeight, nameof(TensorOperations.GatedGraph));
        Check(tape);
        var all = weights.All().ToArray();
        var y = tape.Allocate(x.Shape, x.RequiresGradient || Array.Exists(all, w => w.RequiresGradient));
        _sweep = new GatedGraphSweep(graph, weights.Features, weights.Hidden,
            weights.VirtualMessage is not null);
        _sweep.Allocate(tape);
        _sweep.Pack(weights);
        GatedGraphSweep.Spread(x.Pointer, x.Shape[0], x.Shape[1], _sweep.States, _sweep.Features);
        Items.Run(new Forward(_sweep), 1, workers: null);
        GatedGraphSweep.Narrow(_sweep.States + 2L * _sweep.StateCount, _sweep.Features, x.Shape[0],
            x.Shape[1], y.Pointer, accumulate: false);
        return tape.Record(this, y);
    }

    public override void Backward(Tape tape)
    {
        var gradient = new GatedGraphGradient(_sweep, tape);
        gradient.Run(OutputGradient, x.Shape[1]);
        if (x.RequiresGradient)
        {
            var dx = tape.GradientOf(x);
            GatedGraphSweep.Narrow(gradient.States, _sweep.Features, x.Shape[0], x.Shape[1], dx.Pointer,
                dx.Accumulate);
        }
        gradient.ShareWeights(tape, weights);
        gradient.Return(tape);
    }

    private void Check(Tape tape)
    {
        foreach (var (weight, shape) in weights.All().Zip(weights.Shapes()))
        {
            Tape.Check(tape, weight, nameof(TensorOperations.GatedGraph));
            if (weight.Shape != shape)
                throw new ShapeException($"GatedGraph: a weight must be {shape}, but is {weight.Shape}.");
        }
        if (x.Shape.Rank != 2 || x.Shape[0] != graph.Nodes || x.Shape[1] != weights.Features)
        {
            throw new ShapeException($"GatedGraph: the states must be [{graph.Nodes}, "
                + $"{weights.Features}], one row for each node, but are {x.Shape}.");
        }
    }

    private readonly struct Forward(GatedGraphSweep sweep) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T> => sweep.Run<T>();
    }
}
