using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>The number of trained values of a DeepNets network, by formula: microseconds, where building the
/// graph takes a hundred times as long.</summary>
/// <remarks>Equal to <see cref="ArchitectureGraph.Parameters"/> of the built network: branches that do not
/// count have none.</remarks>
internal readonly ref struct DeepNetsParameters(DeepNetsPlan plan, Shape input)
{
    private readonly DeepNetsGenotype _genotype = plan.Genotype;
    private readonly DeepNetsGeometry _geometry = new(input);

    /// <summary>Parameters with a head for <paramref name="classes"/> classes.</summary>
    public long Count(int classes)
    {
        checked
        {
            long count = plan.HasAttention ? Patches() : Stem();
            for (int t = 0; t < plan.Cells.Length; t++)
                count += Cell(plan.Cells[t], plan.CellOf(t));
            return count + Head(classes);
        }
    }

    private long Patches()
    {
        long channels = _genotype.Channels, kernel = _geometry.PatchKernel;
        return channels * input[0] * kernel * kernel
            + channels * _geometry.Patches(input[1]) * _geometry.Patches(input[2]);
    }

    private long Stem()
    {
        long channels = _genotype.Channels, kernel = _genotype.StemKernel, taps = input[0] * kernel * kernel;
        if (_genotype.StemType == 0)
            return Normed(taps, _geometry.StemChannels(_genotype));
        long count = Normed(taps, channels / 2) + Normed(channels / 2 * 9, channels);
        return plan.UsesSecondStem ? count + Normed(channels * 9, channels) : count;
    }

    private long Cell(in CellPlan cell, DeepNetsCell edges)
    {
        long count = 0;
        if (_genotype.Preprocess && cell.IsLive(0))
            count += Normed(cell.First, cell.Out);
        if (_genotype.Preprocess && cell.IsLive(1))
            count += Normed(cell.Second, cell.Out);
        for (int i = 0; i < edges.Edges.Length; i++)
        {
            DeepNetsEdge edge = edges.Edges[i];
            if (!cell.IsLive(i, edge))
                continue;
            bool halves = cell.Reduction && edge.Input < 2 && !plan.HasAttention;
            count += Operation(edge.Operation, edge.Input < 2 ? cell.In : cell.Out, cell.Out, halves);
        }
        return count;
    }

    private long Operation(DeepNetsOperation operation, long from, long to, bool halves)
    {
        long kernel = DeepNetsOperations.KernelOf(operation), window = kernel * kernel;
        return operation switch
        {
            DeepNetsOperation.SkipConnect when halves => Normed(from, to),
            DeepNetsOperation.Separable3x3 or DeepNetsOperation.Separable5x5 =>
                2 * from * window + Normed(from, from) + Normed(from, to),
            DeepNetsOperation.Dilated3x3 or DeepNetsOperation.Dilated5x5 => from * window + Normed(from, to),
            DeepNetsOperation.Convolution7x1 => from * from * 7 + Normed(from * 7, to),
            >= DeepNetsOperation.Convolution1x1 and <= DeepNetsOperation.Convolution7x7 =>
                Normed(from * window, to),
            // Two layer norms, queries keys and values, the way out, two linear layers.
            DeepNetsOperation.Attention => 4 * from + 4 * from * from + from + 2 * from * to + to + from,
            DeepNetsOperation.SqueezeExcitation => 2 * from * (from / 2) + from / 2 + from,
            _ => 0,
        };
    }

    private long Head(int classes)
    {
        long features = plan.OutChannels, width = _genotype.LinearWidth;
        if (!_genotype.GlobalAverage)
        {
            features *= _geometry.LastSize(input[1], _genotype);
            features *= _geometry.LastSize(input[2], _genotype);
        }
        return _genotype.LinearLayers == 2
            ? (features + 1) * width + (width + 1) * classes
            : (features + 1) * classes;
    }

    // A kernel of so many taps a filter, and the normalisation after it if there is one.
    private long Normed(long taps, long filters) => filters * (taps + (_genotype.BatchNorm ? 2 : 0));
}
