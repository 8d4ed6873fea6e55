using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>A convolution with a frame of zeros around its filters: 3x3 becomes 5x5.</summary>
/// <remarks>Its padding grows with it, so that every output stands where it stood. Source: Wei et al.,
/// "Network morphism", ICML 2016, §3.4 (kernel size morphing).</remarks>
/// <param name="Node">A convolution, also a depthwise one, whose padding keeps the size.</param>
public sealed record GrowKernel(string Node) : Morphism
{
    internal const string Verb = "grow_kernel";

    private protected override string Text => $"{Verb} \"{Node}\"";

    internal static GrowKernel Read(MorphismText text) => new(text.Name());

    internal override MorphPlan PlanFor(ArchitectureGraph graph)
    {
        var nodes = new NodeList(this, graph);
        int node = nodes.IndexOf(Node);
        Primitive layer = graph.Nodes[node].Primitive;
        nodes.Replace(node, layer switch
        {
            Convolution { Pads: null } c => c with { Kernel = c.Kernel + 2, KernelWidth = c.KernelWidth + 2 },
            DepthwiseConvolution d => d with { Kernel = d.Kernel + 2 },
            _ => throw nodes.Refuse(
                $"\"{Node}\" ({layer.Kind}) is no convolution whose padding keeps the size"),
        });
        var plan = new MorphPlan(this, nodes.Build());
        plan.Set($"{Node}.weight", (parent, _) => Framed(parent.Weights[$"{Node}.weight"]));
        return plan;
    }

    private static float[] Framed(Tensor weight)
    {
        int height = weight.Shape[2], width = weight.Shape[3], filters = weight.Count / (height * width);
        var values = new float[filters * (height + 2) * (width + 2)];
        for (int i = 0; i < filters * height; i++)
        {
            int row = i / height * (height + 2) + i % height + 1;
            weight.Span.Slice(i * width, width).CopyTo(values.AsSpan(row * (width + 2) + 1));
        }
        return values;
    }
}
