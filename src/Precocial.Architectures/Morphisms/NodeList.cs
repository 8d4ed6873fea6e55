using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>The nodes of a graph while an edit changes them.</summary>
internal sealed class NodeList(Morphism edit, ArchitectureGraph graph)
{
    private readonly List<Node> _nodes = [.. graph.Nodes];

    /// <summary>The number of the node with a name.</summary>
    /// <exception cref="MorphismException">There is none.</exception>
    public int IndexOf(string name)
    {
        int index = _nodes.FindIndex(node => node.Name == name);
        return index >= 0 ? index : throw Refuse($"there is no node \"{name}\"");
    }

    public MorphismException Refuse(string why) => new($"{edit}: {why}.");

    public void Replace(int node, Primitive primitive) =>
        _nodes[node] = _nodes[node] with { Primitive = primitive };

    /// <summary>Puts a node at a place, where it reads earlier ones; the others move up.</summary>
    /// <param name="at">Its number.</param>
    /// <param name="name">A wish: digits are added where it is taken.</param>
    /// <param name="primitive">What it computes.</param>
    /// <param name="inputs">Numbers below <paramref name="at"/>.</param>
    /// <returns>The name that it got.</returns>
    public string Insert(int at, string name, Primitive primitive, params ReadOnlySpan<int> inputs)
    {
        for (int i = at; i < _nodes.Count; i++)
            _nodes[i] = _nodes[i] with { Inputs = [.. _nodes[i].Inputs.Select(k => k < at ? k : k + 1)] };
        string free = Free(name);
        _nodes.Insert(at, new Node(free, primitive, [.. inputs]));
        return free;
    }

    /// <summary>Whoever reads a node reads a later one instead, if it stands after that one.</summary>
    public void Redirect(int from, int to) => Redirect(from, to, to + 1, _nodes.Count);

    /// <summary>One node reads another one instead.</summary>
    public void Redirect(int from, int to, int only) => Redirect(from, to, only, only + 1);

    private void Redirect(int from, int to, int first, int end)
    {
        for (int i = first; i < end; i++)
            _nodes[i] = _nodes[i] with { Inputs = [.. _nodes[i].Inputs.Select(k => k == from ? to : k)] };
    }

    /// <summary>The graph of the nodes as they are now.</summary>
    public ArchitectureGraph Build()
    {
        try
        {
            return new ArchitectureGraph([.. _nodes]);
        }
        catch (Exception e) when (e is GraphException or ShapeException)
        {
            throw new MorphismException($"{edit}: {e.Message}", e);
        }
    }

    private string Free(string wish)
    {
        string name = wish;
        for (int i = 2; _nodes.Exists(node => node.Name == name); i++)
            name = $"{wish}{i}";
        return name;
    }
}
