using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Which old channel each new channel is a copy of: Net2Net's g.</summary>
internal static class ChannelMap
{
    /// <summary>g(j) = j for j below <paramref name="old"/>, else a random old channel.</summary>
    public static ImmutableArray<int> Random(int old, int width, int seed)
    {
        var rng = new Rng((ulong)seed);
        return [.. Enumerable.Range(0, width).Select(j => j < old ? j : rng.Next(old))];
    }

    /// <summary>Every channel of itself.</summary>
    public static ImmutableArray<int> Identity(int channels) => [.. Enumerable.Range(0, channels)];

    /// <summary>The map of vectors that images are flattened to.</summary>
    public static ImmutableArray<int> Flattened(ImmutableArray<int> map, Shape image)
    {
        int pixels = image.Count / image[0];
        return [.. map.SelectMany(channel => Enumerable.Range(channel * pixels, pixels))];
    }

    /// <summary>What each new channel gives to a consumer of its old channel's weight: the shares of a
    /// channel's copies add up to 1.</summary>
    public static float[] Shares(ImmutableArray<int> map, Replicas replicas)
    {
        int[] copies = new int[map.Max() + 1], seen = new int[copies.Length];
        foreach (int channel in map)
            copies[channel]++;
        return [.. map.Select(channel => replicas == Replicas.Divided ? 1f / copies[channel]
            : seen[channel]++ == 0 ? 1f : 0f)];
    }

    /// <summary>The rows of a weight [channels, ...] for new channels.</summary>
    public static float[] Rows(ReadOnlySpan<float> weight, int rows, ImmutableArray<int> map)
    {
        int length = weight.Length / rows;
        var values = new float[map.Length * length];
        for (int row = 0; row < map.Length; row++)
            weight.Slice(map[row] * length, length).CopyTo(values.AsSpan(row * length));
        return values;
    }

    /// <summary>Which new channels are not the first of their old one: the copies.</summary>
    public static IEnumerable<int> Copies(ImmutableArray<int> map)
    {
        var seen = new HashSet<int>();
        return [.. Enumerable.Range(0, map.Length).Where(channel => !seen.Add(map[channel]))];
    }

    /// <summary>The columns of a weight [out, channels, ...] for new input channels, each times its
    /// share.</summary>
    public static float[] Columns(
        ReadOnlySpan<float> weight, int columns, int taps, ImmutableArray<int> map, float[] shares)
    {
        int rows = weight.Length / (columns * taps);
        var values = new float[rows * map.Length * taps];
        for (int row = 0, to = 0; row < rows; row++)
        {
            for (int column = 0; column < map.Length; column++)
            {
                int from = (row * columns + map[column]) * taps;
                for (int tap = 0; tap < taps; tap++)
                    values[to++] = weight[from + tap] * shares[column];
            }
        }
        return values;
    }
}
