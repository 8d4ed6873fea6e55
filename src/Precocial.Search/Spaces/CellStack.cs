using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>Stacks two cells on a stem.</summary>
/// <remarks>A wiring may ignore one of a cell's inputs; then a cell may feed nothing, and is left out: every
/// node of a graph must reach its output.</remarks>
internal sealed class CellStack(GraphBuilder builder, CellPaths paths)
{
    private const int LeftOut = -1;

    /// <summary>Adds the cells on top of the builder's last node; returns the output of the last
    /// one.</summary>
    public int Add(int cellsPerStage, int stages, int channels)
    {
        List<(bool Reduction, int Stage)> cells = [];
        for (int stage = 0; stage < stages; stage++)
        {
            for (int cell = stage == 0 ? 0 : -1; cell < cellsPerStage; cell++)
                cells.Add((cell < 0, stage));
        }
        var needed = Needed([.. cells.Select(c => c.Reduction)]);
        var cellBuilder = new CellBuilder(builder, paths);
        var outputs = new CellInput[cells.Count];
        var stem = new CellInput(builder.Last, Stage: 0);
        for (int i = 0; i < cells.Count; i++)
        {
            var (reduction, stage) = cells[i];
            var last = i == 0 ? stem : outputs[i - 1];
            var before = i < 2 ? stem : outputs[i - 2];
            // A cell that is left out still sets the size that the next one works at.
            int node = needed[i]
                ? cellBuilder.Add($"cell{i}", before, last, channels << stage, reduction)
                : LeftOut;
            outputs[i] = new CellInput(node, stage);
        }
        return outputs[^1].Node;
    }

    private bool[] Needed(bool[] reductions)
    {
        var needed = new bool[reductions.Length];
        needed[^1] = true;
        for (int i = reductions.Length - 1; i > 0; i--)
        {
            if (!needed[i])
                continue;
            needed[i - 1] |= paths.Uses(reductions[i], input: 1);
            if (i > 1)
                needed[i - 2] |= paths.Uses(reductions[i], input: 0);
        }
        return needed;
    }
}

/// <summary>What a cell can read.</summary>
/// <param name="Node">The node, where it was built.</param>
/// <param name="Stage">How often its image was halved.</param>
internal readonly record struct CellInput(int Node, int Stage);
