using System.Collections.Immutable;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>Stacks relaxed cells on a graph's last node.</summary>
/// <remarks>Sizes and strides as <see cref="CellBuilder"/> and <see cref="CellStack"/> have them for discrete
/// cells.</remarks>
internal sealed class RelaxedCellBuilder(
    GraphBuilder builder, Mixture mixture, ImmutableArray<string> operations, int nodes)
{
    /// <summary>Adds stages of normal cells, a reduction cell between two stages; returns the last
    /// output.</summary>
    public int Stack(int cellsPerStage, int stages, int channels)
    {
        var before = new CellInput(builder.Last, Stage: 0);
        var last = before;
        for (int stage = 0, cell = 0; stage < stages; stage++)
        {
            for (int i = stage == 0 ? 0 : -1; i < cellsPerStage; i++, cell++)
            {
                int output = AddCell($"cell{cell}", before, last, channels << stage, reduction: i < 0);
                (before, last) = (last, new CellInput(output, stage));
            }
        }
        return last.Node;
    }

    private int AddCell(string name, CellInput before, CellInput last, int channels, bool reduction)
    {
        // Where the last cell halved the image, the one before it is twice as large: a stride brings it down.
        int stride = last.Stage > before.Stage ? 2 : 1;
        List<int> states =
        [
            CellOperations.Project(builder, $"{name}_in0", before.Node, channels, stride),
            CellOperations.Project(builder, $"{name}_in1", last.Node, channels, stride: 1),
        ];
        for (int node = 0; node < nodes; node++)
        {
            string sum = $"{name}_n{states.Count}";
            int[] edges = [.. Enumerable.Range(0, states.Count).Select(input =>
                AddEdge($"{sum}_from{input}", states[input], RowOf(node, input, reduction), channels,
                    reduction && input < 2 ? 2 : 1))];
            states.Add(builder.Add(sum, new Sum(), edges));
        }
        return builder.Add($"{name}_out", new Concat(), [.. states.Skip(2)]);
    }

    private int RowOf(int node, int input, bool reduction) =>
        (reduction ? RelaxedCellSpace.EdgesOf(nodes) : 0) + RelaxedCellSpace.EdgeAt(node, input);

    // The first operation, none, is no node, only a share.
    private int AddEdge(string name, int input, int row, int channels, int stride)
    {
        int[] outputs = [.. operations.Skip(1).Select(operation =>
            AddOperation($"{name}_{operation}", input, operation, channels, stride))];
        return builder.Add(
            name, new MixedOperation(row, [.. mixture.Row(row)]) { NoneFirst = true }, outputs);
    }

    private int AddOperation(string name, int input, string operation, int channels, int stride)
    {
        int node = CellOperations.Add(builder, name, input, operation, channels, stride);
        return operation is "avg3" or "max3" ? builder.Add($"{name}_norm", new BatchNorm()) : node;
    }
}
