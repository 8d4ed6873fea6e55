using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

/// <summary>Small made-up data sets that take a network, not a line, to tell apart.</summary>
internal static class SmallData
{
    /// <summary>Points in the plane of two rings around the same centre.</summary>
    public static Dataset Rings(int count, ulong seed)
    {
        var rng = new Rng(seed);
        var values = new float[2 * count];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % 2;
            double angle = 2 * Math.PI * rng.NextDouble(), radius = 1 + labels[i] + 0.1 * rng.NextNormal();
            values[2 * i] = (float)(radius * Math.Cos(angle));
            values[2 * i + 1] = (float)(radius * Math.Sin(angle));
        }
        return new Dataset("rings", Tensor.From(values, [count, 2]), labels, ["inner", "outer"]);
    }

    /// <summary>8x8 images of a horizontal or a vertical bar anywhere, with noise.</summary>
    public static Dataset Bars(int count, ulong seed)
    {
        var rng = new Rng(seed);
        var values = new float[64 * count];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % 2;
            int line = rng.Next(8);
            for (int p = 0; p < 64; p++)
            {
                bool on = (labels[i] == 0 ? p / 8 : p % 8) == line;
                values[64 * i + p] = (on ? 1 : 0) + 0.1f * (float)rng.NextNormal();
            }
        }
        return new Dataset("bars", Tensor.From(values, [count, 1, 8, 8]), labels, ["horizontal", "vertical"]);
    }
}
