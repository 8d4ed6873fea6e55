using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>The shape of every node's output, from the input on.</summary>
internal static class ShapeInference
{
    public static ImmutableArray<Shape> Of(ImmutableArray<Node> nodes)
    {
        GraphRules.CheckOrder(nodes);
        var shapes = ImmutableArray.CreateBuilder<Shape>(nodes.Length);
        foreach (Node node in nodes)
            shapes.Add(Of(node, shapes));
        return shapes.MoveToImmutable();
    }

    /// <summary>The shape of one node whose inputs' shapes are known.</summary>
    public static Shape Of(Node node, IReadOnlyList<Shape> shapes)
    {
        var inputs = new Shape[node.Inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = shapes[node.Inputs[i]];
        try
        {
            return node.Primitive.InferShape(inputs);
        }
        catch (Exception e) when (e is ShapeException or OverflowException)
        {
            throw new ShapeException($"Node \"{node.Name}\": {e.Message}");
        }
    }
}
