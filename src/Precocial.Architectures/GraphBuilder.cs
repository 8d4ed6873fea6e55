using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Builds an <see cref="ArchitectureGraph"/> node by node, and knows each node's shape on the
/// way.</summary>
/// <example><code>
/// var builder = new GraphBuilder([1, 8, 8]);
/// int stem = builder.Add(new Convolution(OutChannels: 16, Kernel: 3));
/// builder.Add(new Activation(ActivationFunction.Relu));          // on top of the last node
/// builder.Add(new Sum(), stem, builder.Last);                    // or of the named ones
/// builder.Add(new GlobalAveragePool());
/// builder.Add(new Linear(OutFeatures: 10));
/// ArchitectureGraph graph = builder.Build();
/// </code></example>
public sealed class GraphBuilder
{
    private readonly ImmutableArray<Node>.Builder _nodes = ImmutableArray.CreateBuilder<Node>();
    private readonly ImmutableArray<Shape>.Builder _shapes = ImmutableArray.CreateBuilder<Shape>();

    /// <summary>A builder with the input as node 0.</summary>
    /// <param name="inputShape">The shape of one sample.</param>
    public GraphBuilder(Shape inputShape) => Append(new Node("input", new InputPrimitive(inputShape), []));

    /// <summary>The node of the input: 0.</summary>
    public int Input => 0;

    /// <summary>The node that was added last.</summary>
    public int Last => _nodes.Count - 1;

    /// <summary>How many nodes there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>The shape of a node's output for one sample.</summary>
    public Shape ShapeOf(int node) => _shapes[node];

    /// <summary>Adds a node named after its kind and number: <c>convolution_3</c>.</summary>
    /// <param name="primitive">What it computes.</param>
    /// <param name="inputs">Earlier nodes; none means the last one.</param>
    /// <returns>The new node's index.</returns>
    /// <exception cref="ShapeException">The inputs do not fit the primitive.</exception>
    public int Add(Primitive primitive, params ReadOnlySpan<int> inputs) =>
        Add($"{primitive.Kind}_{_nodes.Count}", primitive, inputs);

    /// <summary>Adds a node with a name, which prefixes the names of its weights.</summary>
    /// <param name="name">Unique in the graph.</param>
    /// <param name="primitive">What it computes.</param>
    /// <param name="inputs">Earlier nodes; none means the last one.</param>
    /// <returns>The new node's index.</returns>
    /// <exception cref="GraphException">An input is not a node of this builder.</exception>
    /// <exception cref="ShapeException">The inputs do not fit the primitive.</exception>
    public int Add(string name, Primitive primitive, params ReadOnlySpan<int> inputs)
    {
        foreach (int input in inputs)
        {
            if ((uint)input >= (uint)_nodes.Count)
                throw new GraphException($"Node \"{name}\": there is no node {input} yet, only 0 to {Last}.");
        }
        return Append(new Node(name, primitive, inputs.IsEmpty ? [Last] : [.. inputs]));
    }

    /// <summary>The graph whose output is the node that was added last.</summary>
    /// <exception cref="GraphException">A name is used twice, or a node does not reach the
    /// output.</exception>
    public ArchitectureGraph Build() => new(_nodes.ToImmutable(), _shapes.ToImmutable());

    private int Append(Node node)
    {
        _shapes.Add(ShapeInference.Of(node, _shapes));
        _nodes.Add(node);
        return Last;
    }
}
