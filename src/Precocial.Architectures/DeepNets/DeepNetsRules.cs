namespace Precocial.Architectures;

/// <summary>What makes a <see cref="DeepNetsGenotype"/> a network, and which networks the generator
/// rejects.</summary>
internal static class DeepNetsRules
{
    private const int MostCells = 512, MostChannels = 8192, MostMultiplier = 8, MostLinearWidth = 65_536;

    private const int Heads = 8;

    /// <summary>Why it cannot be built, on one line; null when it can.</summary>
    public static string? Malformed(DeepNetsGenotype genotype)
    {
        int multiple = genotype.HasAttention ? Heads : 2;
        return Outside("n_cells", genotype.Cells, 1, MostCells)
            ?? Outside("C", genotype.Channels, multiple, MostChannels)
            ?? Outside("C_mult", genotype.ChannelMultiplier, 1, MostMultiplier)
            ?? Outside("fc_dim", genotype.LinearWidth, 1, MostLinearWidth)
            ?? Outside("fc_layers", genotype.LinearLayers, 1, 2)
            ?? Outside("stem_type", genotype.StemType, 0, 1)
            ?? Outside("ks", genotype.StemKernel, 1, 31)
            ?? (genotype.StemKernel % 2 == 0 ? $"ks must be odd, but is {genotype.StemKernel}" : null)
            ?? (genotype.Channels % multiple != 0
                ? $"C must be a multiple of {multiple}, but is {genotype.Channels}"
                : null);
    }

    /// <summary>Throws what <see cref="Malformed"/> finds.</summary>
    public static void Check(DeepNetsGenotype genotype)
    {
        if (Malformed(genotype) is { } reason)
            throw new GraphException($"DeepNets genotype: {reason}.");
    }

    /// <summary>Whether the generator rejects these cells, whatever their size.</summary>
    /// <remarks>
    /// (a) squeeze-and-excitation without any convolution; (b) more than one squeeze-and-excitation in a
    /// cell;
    /// (c) more than one of the 5x5 and 7x7 convolutions in a cell; (d) no convolution, attention or
    /// squeeze-and-excitation at all.
    /// </remarks>
    public static bool Rejects(DeepNetsGenotype genotype)
    {
        bool convolves = Convolves(genotype.Normal) || Convolves(genotype.Reduce);
        bool excites = genotype.CountOf(DeepNetsOperation.SqueezeExcitation) > 0;
        return (excites && !convolves) || (!convolves && !excites && !genotype.HasAttention)
            || HasTooMany(genotype.Normal) || HasTooMany(genotype.Reduce);
    }

    /// <summary>Whether a field contradicts another in a way that the generator never writes.</summary>
    public static bool Contradicts(DeepNetsGenotype genotype) =>
        (genotype.StemPool && genotype.StemType != 0)
        || (!genotype.Preprocess && (genotype.Normal.Steps > 1 || genotype.ChannelMultiplier > 1))
        || (!genotype.GlobalAverage && genotype.HasAttention)
        || genotype.Normal.Steps != genotype.Reduce.Steps
        || !genotype.Normal.Concat.AsSpan().SequenceEqual(genotype.Reduce.Concat.AsSpan());

    private static bool HasTooMany(DeepNetsCell cell) =>
        cell.CountOf(DeepNetsOperation.SqueezeExcitation) > 1
        || cell.CountOf(DeepNetsOperation.Convolution5x5)
            + cell.CountOf(DeepNetsOperation.Convolution7x7) > 1;

    private static bool Convolves(DeepNetsCell cell)
    {
        foreach (DeepNetsEdge edge in cell.Edges)
        {
            if (DeepNetsOperations.IsConvolution(edge.Operation))
                return true;
        }
        return false;
    }

    private static string? Outside(string name, int value, int least, int most) =>
        value >= least && value <= most ? null : $"{name} must be from {least} to {most}, but is {value}";
}
