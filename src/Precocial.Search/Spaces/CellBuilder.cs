using System.Collections.Immutable;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>Adds the cells of a <see cref="CellSpace"/> to a graph.</summary>
/// <remarks>A path is named after the node that adds it, the state that it reads and its operation
/// (<c>cell0_n3_from1_sep3</c>): in a supernet, networks share a weight when all three agree, whichever side
/// of the sum it stands on. A node that adds the same path twice names the second one with a mark that
/// <see cref="SupernetWeights"/> passes over.</remarks>
internal sealed class CellBuilder(GraphBuilder builder, CellPaths paths)
{
    private const int Unused = -1;

    /// <summary>Adds a cell; returns its output.</summary>
    /// <param name="name">Prefix of its nodes' names.</param>
    /// <param name="before">The output of the cell before the last.</param>
    /// <param name="last">The output of the last cell.</param>
    /// <param name="channels">Channels of each node.</param>
    /// <param name="reduction">Whether it halves the image.</param>
    public int Add(string name, CellInput before, CellInput last, int channels, bool reduction)
    {
        // Where the last cell halved the image, the one before it is twice as large: a stride brings it down.
        int stride = last.Stage > before.Stage ? 2 : 1;
        List<int> states =
        [
            paths.Uses(reduction, 0) ? Project($"{name}_in0", before.Node, channels, stride) : Unused,
            paths.Uses(reduction, 1) ? Project($"{name}_in1", last.Node, channels, stride: 1) : Unused,
        ];
        foreach (ImmutableArray<CellPath> node in paths.NodesOf(reduction))
        {
            string sum = $"{name}_n{states.Count}";
            int[] added = [.. node.Select((path, i) =>
                Add(NameOf(sum, path, node.AsSpan(0, i)), states, path, channels, reduction))];
            states.Add(builder.Add(sum, new Sum(), added));
        }
        return builder.Add($"{name}_out", new Concat(), [.. states.Skip(2)]);
    }

    private static string NameOf(string node, CellPath path, ReadOnlySpan<CellPath> before)
    {
        string name = $"{node}_from{path.Input}_{CellWiring.Operations[path.Operation]}";
        int twins = before.Count(path);
        return twins == 0 ? name : $"{name}{SupernetWeights.TwinMark}{twins + 1}";
    }

    // In a reduction cell the operations on the cell's own inputs have stride 2.
    private int Add(string name, List<int> states, CellPath path, int channels, bool reduction) =>
        CellOperations.Add(builder, name, states[path.Input], CellWiring.Operations[path.Operation], channels,
            reduction && path.Input < 2 ? 2 : 1);

    private int Project(string name, int input, int channels, int stride) =>
        CellOperations.Project(builder, name, input, channels, stride);
}
