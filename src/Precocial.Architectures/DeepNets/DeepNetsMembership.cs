using System.Collections.Immutable;

namespace Precocial.Architectures;

/// <summary>Which genotypes <see cref="DeepNetsSettings"/> could have drawn.</summary>
internal static class DeepNetsMembership
{
    // A released loader's training widths; see WidthChoice.
    public static ImmutableArray<int> ChannelsOf(DeepNetsSettings settings) => Scaled(
        settings.Widths == DeepNetsWidths.ByCost ? WidthChoice.Channels : settings.Channels,
        settings.WidthFactor);

    public static ImmutableArray<int> LinearWidthsOf(DeepNetsSettings settings) =>
        settings.Widths == DeepNetsWidths.ByCost ? WidthChoice.LinearWidths : settings.LinearWidths;

    /// <summary>Whether the settings allow it: its fields, its cells, and its size on their own
    /// images.</summary>
    public static bool Includes(DeepNetsSettings settings, DeepNetsGenotype genotype) =>
        DeepNetsRules.Malformed(genotype) is null
        && !DeepNetsRules.Contradicts(genotype)
        && !DeepNetsRules.Rejects(genotype)
        && AllowsFields(settings, genotype)
        && AllowsSteps(settings, genotype)
        && DeepNetsNetwork.TryCount(genotype, settings.Input, settings.Classes) is { } count
        && (settings.LimitsAtThirtyTwo || count <= settings.MostParameters);

    private static bool AllowsFields(DeepNetsSettings settings, DeepNetsGenotype genotype) =>
        genotype.Cells >= settings.Cells.Least && genotype.Cells <= settings.Cells.Most
        && genotype.StemKernel is 3 or 5 or 7
        && genotype.ChannelMultiplier <= 2
        && (!genotype.StemPool || DeepNetsGeometry.PoolsIn(settings.Input))
        && (settings.Norms == DeepNetsNorms.Mostly
            || genotype.BatchNorm == (settings.Norms == DeepNetsNorms.Always))
        && ChannelsOf(settings).Contains(genotype.Channels)
        && LinearWidthsOf(settings).Contains(genotype.LinearWidth);

    private static bool AllowsSteps(DeepNetsSettings settings, DeepNetsGenotype genotype)
    {
        int steps = genotype.Normal.Steps;
        return steps >= Math.Min(settings.Steps.Least, settings.StepsOfDeep.Least)
            && steps <= Math.Max(settings.Steps.Most, settings.StepsOfDeep.Most)
            && (steps > 1 || genotype.CountOf(DeepNetsOperation.None) == 0)
            && genotype.Normal.Concat[^1] == steps + 1
            && ReadsTwoStates(genotype.Normal) && ReadsTwoStates(genotype.Reduce);
    }

    private static bool ReadsTwoStates(DeepNetsCell cell)
    {
        for (int i = 0; i < cell.Edges.Length; i += 2)
        {
            if (cell.Edges[i].Input == cell.Edges[i + 1].Input)
                return false;
        }
        return true;
    }

    private static ImmutableArray<int> Scaled(ImmutableArray<int> list, int factor) =>
        factor == 1 ? list : [.. list.Select(width => width * factor)];
}
