using System.Globalization;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.CSharp;

/// <summary>A node on its way into a generated file: what its expression is made of.</summary>
/// <param name="network">What is written.</param>
/// <param name="index">The node's place in it.</param>
/// <param name="weights">Takes the constants.</param>
/// <param name="used">Takes the names of the functions that are called.</param>
internal sealed class CSharpNode(Network network, int index, CSharpWeights weights, ISet<string> used)
{
    private readonly Node _node = network.Graph.Nodes[index];

    public Primitive Primitive => _node.Primitive;

    /// <summary>The variables that hold the inputs.</summary>
    public string[] Inputs { get; } = [.. network.Graph.Nodes[index].Inputs.Select(input => $"v{input}")];

    public string Input => Inputs[0];

    /// <summary>The shapes of the inputs.</summary>
    public Shape[] Shapes { get; } = network.Graph.InputShapesOf(index);

    public Shape Shape => Shapes[0];

    public Shape OutputShape => network.Graph.Shapes[index];

    /// <summary>A call of a function of <see cref="CSharpFunctions"/>.</summary>
    public string Call(string function, params object[] arguments)
    {
        used.Add(function);
        return $"{function}({string.Join(", ", arguments)})";
    }

    /// <summary>A weight's values.</summary>
    public ReadOnlySpan<float> Values(string weight) => network.Weights[$"{_node.Name}.{weight}"].Span;

    /// <summary>A weight as an expression.</summary>
    public string Weight(string weight) => weights.Add(Values(weight));

    /// <summary>Numbers as an expression: the span that holds them.</summary>
    public string Stored(ReadOnlySpan<float> values) => weights.Add(values);

    /// <summary>Integers as an expression: the span that holds them.</summary>
    public string Stored(IEnumerable<int> values) => weights.Add(values);

    /// <summary>The elements at start + Σ index·step for all indexes below the sizes;
    /// <paramref name="x"/> itself, which has that many elements, where nothing changes.</summary>
    public string Rearranged(string x, int count, int start, int[] sizes, int[] steps) =>
        start == 0 && sizes.Aggregate((product, size) => product * size) == count
            && Consecutive(sizes, steps)
            ? x
            : Call("Rearrange", x, start, List(sizes), List(steps));

    public static string List(ReadOnlySpan<int> values) => $"[{string.Join(", ", values.ToArray())}]";

    public static string Literal(float value) =>
        value.ToString("R", CultureInfo.InvariantCulture) + "f";

    /// <summary>How far apart neighbours along each axis are, row-major.</summary>
    public static int[] Steps(int[] sizes)
    {
        int[] steps = new int[sizes.Length];
        for (int axis = sizes.Length - 1, step = 1; axis >= 0; step *= sizes[axis--])
            steps[axis] = step;
        return steps;
    }

    // Whether the order is that of memory; an axis of one element may have any step.
    private static bool Consecutive(int[] sizes, int[] steps)
    {
        int[] plain = Steps(sizes);
        return Enumerable.Range(0, sizes.Length).All(axis => sizes[axis] == 1 || steps[axis] == plain[axis]);
    }
}
