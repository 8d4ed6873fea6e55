using Precocial.Architectures;

namespace Precocial.Formats;

/// <summary>One box of a drawing: a kernel and the normalisations and activations that follow it, or one
/// other node.</summary>
/// <param name="Nodes">The nodes in it, each fed by the one before.</param>
/// <param name="Inputs">The blocks that feed the first node.</param>
internal sealed record DrawingBlock(List<int> Nodes, List<int> Inputs)
{
    /// <summary>Cuts a graph into blocks, in topological order.</summary>
    public static List<DrawingBlock> Of(ArchitectureGraph graph)
    {
        var consumers = new int[graph.Nodes.Length];
        foreach (Node node in graph.Nodes)
        {
            foreach (int input in node.Inputs)
                consumers[input]++;
        }
        var blocks = new List<DrawingBlock>();
        var blockOf = new int[graph.Nodes.Length];
        for (int i = 0; i < graph.Nodes.Length; i++)
        {
            Node node = graph.Nodes[i];
            if (node.Inputs.Length == 1 && consumers[node.Inputs[0]] == 1
                && Joins(node.Primitive, blocks[blockOf[node.Inputs[0]]], graph))
            {
                blockOf[i] = blockOf[node.Inputs[0]];
                blocks[blockOf[i]].Nodes.Add(i);
                continue;
            }
            blockOf[i] = blocks.Count;
            blocks.Add(new DrawingBlock([i], [.. node.Inputs.Select(input => blockOf[input]).Distinct()]));
        }
        return blocks;
    }

    // relu, conv, norm is one block, and so is conv, norm, relu; a second kernel starts another.
    private static bool Joins(Primitive next, DrawingBlock block, ArchitectureGraph graph)
    {
        var primitives = block.Nodes.Select(node => graph.Nodes[node].Primitive).ToList();
        bool hasKernel = primitives.Any(IsKernel);
        if (primitives.Any(primitive => !IsKernel(primitive) && !IsMinor(primitive)))
            return false;
        return IsMinor(next) ? hasKernel : IsKernel(next) && !hasKernel;
    }

    private static bool IsKernel(Primitive primitive) =>
        primitive is Convolution or DepthwiseConvolution or Linear;

    private static bool IsMinor(Primitive primitive) =>
        primitive is BatchNorm or LayerNorm or Activation or Dropout or Identity;
}
