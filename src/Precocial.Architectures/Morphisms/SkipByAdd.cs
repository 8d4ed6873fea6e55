using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>A second path from an earlier node to a later one, added there: its convolution (or linear layer)
/// is zero, so that nothing is added yet.</summary>
/// <remarks>Weights of zero learn: their gradient is that of the sum times the earlier node's output. The
/// stride is what brings the earlier image to the later one's size. Source: Elsken, Metzen and Hutter (NASH),
/// 2017, §3, type "skip connection by addition".</remarks>
/// <param name="From">The earlier node.</param>
/// <param name="To">The later node; whoever reads it reads the sum.</param>
/// <param name="Kernel">Height and width of the filters, odd; 1 for vectors.</param>
public sealed record SkipByAdd(string From, string To, int Kernel = 1) : Morphism
{
    internal const string Verb = "skip_by_add";

    private protected override string Text => $"{Verb} \"{From}\" \"{To}\" {Kernel}";

    internal static SkipByAdd Read(MorphismText text) => new(text.Name(), text.Name(), text.Number());

    internal override MorphPlan PlanFor(ArchitectureGraph graph)
    {
        var nodes = new NodeList(this, graph);
        int from = nodes.IndexOf(From), to = nodes.IndexOf(To);
        if (from >= to)
            throw nodes.Refuse($"\"{From}\" does not stand before \"{To}\"");
        Primitive layer = LayerFor(graph.Shapes[from], graph.Shapes[to], nodes);
        string name = nodes.Insert(to + 1, $"{To}_skip", layer, from);
        nodes.Insert(to + 2, $"{name}_sum", new Sum(), to, to + 1);
        nodes.Redirect(to, to + 2);
        var plan = new MorphPlan(this, nodes.Build());
        int weights = layer.Weights([graph.Shapes[from]])[0].Shape.Count;
        plan.Set($"{name}.weight", (_, _) => new float[weights]);
        return plan;
    }

    private Primitive LayerFor(Shape from, Shape to, NodeList nodes)
    {
        if (from.Rank == 1 && to.Rank == 1 && Kernel == 1)
            return new Linear(to[0], Bias: false);
        if (from.Rank == 3 && to.Rank == 3 && Kernel % 2 == 1)
        {
            var layer = new Convolution(to[0], Kernel, Stride: Math.Max(1, (from[1] + to[1] - 1) / to[1]));
            if (layer.InferShape([from]) == to)
                return layer;
        }
        throw nodes.Refuse($"no layer with a kernel of {Kernel} leads from {from} to {to}");
    }
}
