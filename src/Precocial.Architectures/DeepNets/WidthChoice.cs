using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Gives a drawn network its widths, or rejects it: too many parameters, too few, or nothing comes
/// out of its last cell.</summary>
internal static class WidthChoice
{
    private const int Reference = 32;

    private static readonly Shape Small = [3, 32, 32], Large = [3, 224, 224];

    // The released loader's lists; a network may choose from the first ones only, the larger it is.
    internal static readonly ImmutableArray<int> Channels = [32, 48, 64, 80, 96, 112, 128];
    internal static readonly ImmutableArray<int> LinearWidths = [64, 128, 192, 256, 320, 384, 448, 512];

    public static DeepNetsGenotype? Of(DeepNetsSettings settings, DeepNetsGenotype candidate, Rng rng)
    {
        DeepNetsGenotype genotype = candidate with { Channels = Reference, LinearWidth = 256 };
        if (DeepNetsNetwork.TryCount(genotype, settings.Input, settings.Classes) is null)
            return null;
        if (settings.LimitsAtThirtyTwo && !(Within(genotype, Small, 10) && Within(genotype, Large, 10)))
            return null;
        DeepNetsGenotype? chosen = settings.Widths switch
        {
            DeepNetsWidths.ByCost => ByCost(settings, genotype, rng),
            DeepNetsWidths.ByParameters => ByParameters(settings, genotype),
            _ => genotype with
            {
                Channels = Any(settings.Channels),
                LinearWidth = Any(settings.LinearWidths),
            },
        };
        if (chosen is null)
            return null;
        if (settings.WidthFactor != 1)
            chosen = chosen with { Channels = chosen.Channels * settings.WidthFactor };
        return settings.LimitsAtThirtyTwo || Within(chosen, settings.Input, settings.Classes) ? chosen : null;

        bool Within(DeepNetsGenotype network, Shape input, int classes) =>
            DeepNetsNetwork.TryCount(network, input, classes) <= settings.MostParameters;

        int Any(ImmutableArray<int> list) => list[rng.Next(list.Length)];
    }

    private static DeepNetsGenotype ByCost(DeepNetsSettings settings, DeepNetsGenotype genotype, Rng rng)
    {
        double millions = DeepNetsNetwork.CountParameters(genotype, settings.Input, settings.Classes) / 1e6;
        bool heavy = genotype.CountOf(DeepNetsOperation.Convolution5x5) > 0
            || genotype.CountOf(DeepNetsOperation.Convolution7x7) > 0;
        int most = millions > 0.8 || !genotype.GlobalAverage || heavy || genotype.Cells > 12 ? 1
            : millions > 0.4 || genotype.Cells > 10 ? 2
            : millions > 0.2 || genotype.Cells > 8 ? 3
            : Channels.Length;
        int width = LinearWidths[rng.Next(4)], channels = Channels[rng.Next(most)];
        if (most == Channels.Length && channels <= 64)
            width = LinearWidths[rng.Next(LinearWidths.Length)];
        return genotype with { Channels = channels, LinearWidth = width };
    }

    private static DeepNetsGenotype? ByParameters(DeepNetsSettings settings, DeepNetsGenotype genotype)
    {
        // Parameters grow with the width: the first width that has enough, by bisection.
        int low = 0, high = settings.Channels.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            DeepNetsGenotype wider = genotype with { Channels = settings.Channels[middle] };
            bool enough = DeepNetsNetwork.CountParameters(wider, Small, 10) >= settings.LeastParameters;
            (low, high) = enough ? (low, middle) : (middle + 1, high);
        }
        return low == settings.Channels.Length
            ? null
            : genotype with { Channels = settings.Channels[low] };
    }
}
