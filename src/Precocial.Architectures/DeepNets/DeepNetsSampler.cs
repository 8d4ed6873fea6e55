using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Draws networks of the DeepNets-1M space.</summary>
/// <remarks>
/// 1. Cells n, steps S (fewer where n is large), stem, width multiplier, head.
/// 2. Two cells: each step takes two different earlier states and an operation for each, all equally likely.
///    The released code ranks states and operations by a softmax of independent normal numbers, which is the
///    same distribution. The reduction cell has pooling and skips alone with probability 1/2.
/// 3. Networks that <see cref="DeepNetsSettings"/> and the rules of the released generator reject are drawn
///    again from 1. Source: spec of the released generator; Knyazev et al., NeurIPS 2021, appendix A.
/// </remarks>
public static class DeepNetsSampler
{
    private const int MostTries = 100_000;

    private const DeepNetsOperation LastOfPoolOnly = DeepNetsOperation.SkipConnect;

    /// <summary>Network <paramref name="index"/> of a split: it depends on the split's name, the seed and the
    /// index alone, so that any part of a split can be drawn without the rest.</summary>
    public static DeepNetsGenotype At(DeepNetsSettings settings, ulong seed, long index) =>
        Sample(settings, new Rng(seed).Split("deepnets").Split(settings.Split).Split((ulong)index));

    /// <summary>A random network.</summary>
    /// <exception cref="GraphException">The settings reject every network.</exception>
    public static DeepNetsGenotype Sample(DeepNetsSettings settings, Rng rng)
    {
        for (int i = 0; i < MostTries; i++)
        {
            DeepNetsGenotype candidate = Candidate(settings, rng);
            if (!DeepNetsRules.Rejects(candidate) && WidthChoice.Of(settings, candidate, rng) is { } genotype)
                return genotype;
        }
        throw new GraphException($"DeepNets: {MostTries} networks in a row were rejected. Loosen the "
            + $"settings: at most {settings.MostParameters} parameters leave nothing.");
    }

    private static DeepNetsGenotype Candidate(DeepNetsSettings settings, Rng rng)
    {
        int cells = Draw(settings.Cells, rng);
        bool deep = cells > Draw(settings.DeepAbove, rng);
        int steps = Draw(deep ? settings.StepsOfDeep : settings.Steps, rng);
        ImmutableArray<int> concat = DrawConcat(steps, rng);
        bool poolOnly = rng.NextBool();
        var genotype = new DeepNetsGenotype(DrawCell(steps, concat, DeepNetsOperation.SqueezeExcitation, rng),
            DrawCell(steps, concat, poolOnly ? LastOfPoolOnly : DeepNetsOperation.SqueezeExcitation, rng));
        bool attention = genotype.HasAttention;
        int multiplier = rng.Next(2) + 1, stem = rng.Next(2);
        return genotype with
        {
            Cells = cells,
            StemType = stem,
            StemPool = stem == 0 && DeepNetsGeometry.PoolsIn(settings.Input) && rng.NextBool(),
            StemKernel = 2 * rng.Next(3) + 3,
            ChannelMultiplier = multiplier,
            LinearLayers = rng.Next(2) + 1,
            Preprocess = steps > 1 || multiplier > 1 || rng.NextBool(
                attention ? settings.Preprocess.WithAttention : settings.Preprocess.WithoutAttention),
            GlobalAverage = attention || deep || rng.NextBool(0.9),
            BatchNorm = DrawNorm(settings, cells, steps, rng),
        };
    }

    private static bool DrawNorm(DeepNetsSettings settings, int cells, int steps, Rng rng)
    {
        bool small = cells <= settings.Cells.Least + 1 && steps <= settings.StepsOfDeep.Most;
        return settings.Norms switch
        {
            DeepNetsNorms.Always => true,
            DeepNetsNorms.Never => false,
            _ => !small || rng.NextBool(),
        };
    }

    // Each state is kept with probability 1/2, half of the time; the last one always.
    private static ImmutableArray<int> DrawConcat(int steps, Rng rng)
    {
        Span<int> states = stackalloc int[steps];
        bool drops = steps > 1 && rng.NextBool();
        int count = 0;
        for (int state = 2; state < steps + 2; state++)
        {
            if (!drops || state == steps + 1 || rng.NextBool())
                states[count++] = state;
        }
        return [.. states[..count]];
    }

    private static DeepNetsCell DrawCell(
        int steps, ImmutableArray<int> concat, DeepNetsOperation last, Rng rng)
    {
        var edges = new DeepNetsEdge[2 * steps];
        int none = steps > 1 ? 0 : 1;
        for (int step = 0; step < steps; step++)
        {
            int states = 2 + step, first = rng.Next(states), second = rng.Next(states - 1);
            second += second >= first ? 1 : 0;
            edges[2 * step] = new DeepNetsEdge(DrawOperation(), first);
            edges[2 * step + 1] = new DeepNetsEdge(DrawOperation(), second);
        }
        return new DeepNetsCell(ImmutableCollectionsMarshal.AsImmutableArray(edges), concat);

        DeepNetsOperation DrawOperation() => (DeepNetsOperation)(none + rng.Next((int)last + 1 - none));
    }

    private static int Draw((int Least, int Most) range, Rng rng) =>
        range.Least + rng.Next(range.Most - range.Least + 1);
}
