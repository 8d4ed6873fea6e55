using System.Collections.Immutable;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>Every genotype that differs from a DeepNets genotype in one decision, in a fixed order; some may
/// break a rule of the space.</summary>
/// <remarks>Decisions that the network does not depend on are left alone: the stem where there are patches,
/// the width between two linear layers where there is one.</remarks>
internal static class DeepNetsSteps
{
    private static readonly ImmutableArray<int> StemKernels = [3, 5, 7];

    public static IEnumerable<DeepNetsGenotype> From(DeepNetsGenotype parent, DeepNetsSettings settings) =>
    [
        .. Stacks(parent, settings),
        .. Stems(parent),
        .. Heads(parent, settings),
        .. Cells(parent.Normal).Select(cell => parent with { Normal = cell }),
        .. Cells(parent.Reduce).Select(cell => parent with { Reduce = cell }),
        .. Outputs(parent),
        .. Lengths(parent),
    ];

    private static IEnumerable<DeepNetsGenotype> Stacks(DeepNetsGenotype parent, DeepNetsSettings settings)
    {
        for (int cells = settings.Cells.Least; cells <= settings.Cells.Most; cells++)
        {
            if (cells != parent.Cells)
                yield return parent with { Cells = cells };
        }
        foreach (int channels in settings.ChannelChoices)
        {
            if (channels != parent.Channels)
                yield return parent with { Channels = channels };
        }
        yield return parent with { ChannelMultiplier = 3 - parent.ChannelMultiplier };
        yield return parent with { BatchNorm = !parent.BatchNorm };
        yield return parent with { Preprocess = !parent.Preprocess };
    }

    private static IEnumerable<DeepNetsGenotype> Stems(DeepNetsGenotype parent)
    {
        if (parent.HasAttention)
            yield break;
        yield return parent with { StemType = 1 - parent.StemType, StemPool = false };
        yield return parent with { StemPool = !parent.StemPool };
        foreach (int kernel in StemKernels)
        {
            if (kernel != parent.StemKernel)
                yield return parent with { StemKernel = kernel };
        }
    }

    private static IEnumerable<DeepNetsGenotype> Heads(DeepNetsGenotype parent, DeepNetsSettings settings)
    {
        yield return parent with { LinearLayers = 3 - parent.LinearLayers };
        yield return parent with { GlobalAverage = !parent.GlobalAverage };
        foreach (int width in parent.LinearLayers == 2 ? settings.LinearWidthChoices : [])
        {
            if (width != parent.LinearWidth)
                yield return parent with { LinearWidth = width };
        }
    }

    private static IEnumerable<DeepNetsCell> Cells(DeepNetsCell cell)
    {
        for (int i = 0; i < cell.Edges.Length; i++)
        {
            DeepNetsEdge edge = cell.Edges[i];
            for (int operation = 0; operation < DeepNetsOperations.Count; operation++)
            {
                if (operation != (int)edge.Operation)
                    yield return With(cell, i, edge with { Operation = (DeepNetsOperation)operation });
            }
            for (int input = 0; input < 2 + i / 2; input++)
            {
                if (input != edge.Input)
                    yield return With(cell, i, edge with { Input = input });
            }
        }
    }

    // Both cells share the list of output states; the last state is always in it.
    private static IEnumerable<DeepNetsGenotype> Outputs(DeepNetsGenotype parent)
    {
        ImmutableArray<int> old = parent.Normal.Concat;
        for (int state = 2; state < parent.Normal.Steps + 1; state++)
        {
            ImmutableArray<int> concat = old.Contains(state)
                ? old.Remove(state)
                : [.. old.Add(state).Order()];
            yield return parent with
            {
                Normal = new DeepNetsCell(parent.Normal.Edges, concat),
                Reduce = new DeepNetsCell(parent.Reduce.Edges, concat),
            };
        }
    }

    private static IEnumerable<DeepNetsGenotype> Lengths(DeepNetsGenotype parent)
    {
        if (parent.Normal.Steps < DeepNetsCell.MostSteps)
            yield return parent with { Normal = Longer(parent.Normal), Reduce = Longer(parent.Reduce) };
        if (parent.Normal.Steps > 1)
            yield return parent with { Normal = Shorter(parent.Normal), Reduce = Shorter(parent.Reduce) };
    }

    // The new step adds the two inputs of the cell: it can become anything from there.
    private static DeepNetsCell Longer(DeepNetsCell cell) => new(
        cell.Edges.AddRange(new DeepNetsEdge(DeepNetsOperation.SkipConnect, 0),
            new DeepNetsEdge(DeepNetsOperation.SkipConnect, 1)),
        cell.Concat.Add(cell.Steps + 2));

    private static DeepNetsCell Shorter(DeepNetsCell cell) => new(
        cell.Edges[..^2], [.. cell.Concat.Where(state => state < cell.Steps), cell.Steps]);

    private static DeepNetsCell With(DeepNetsCell cell, int index, DeepNetsEdge edge) =>
        new(cell.Edges.SetItem(index, edge), cell.Concat);
}
