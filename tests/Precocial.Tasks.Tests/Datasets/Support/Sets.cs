using Precocial.Tensors;

namespace Precocial.Tasks.Tests;

/// <summary>Small data sets for tests.</summary>
internal static class Sets
{
    /// <summary>Samples [n, features]; value = 10·sample + feature; class = sample mod classes.</summary>
    public static Dataset Table(int samples, int features = 3, int classes = 2, int officialTest = 0)
    {
        var values = new float[samples * features];
        for (int i = 0; i < values.Length; i++)
            values[i] = 10 * (i / features) + i % features;
        var labels = Enumerable.Range(0, samples).Select(i => i % classes).ToArray();
        return new Dataset("table", Tensor.From(values, [samples, features]), labels, Classes(classes),
            officialTest);
    }

    /// <summary>Images [n, channels, height, width] with values 1, 2, 3, ...</summary>
    public static Dataset Images(int samples, int channels, int height, int width)
    {
        var values = Enumerable.Range(1, samples * channels * height * width).Select(i => (float)i).ToArray();
        return new Dataset("images", Tensor.From(values, [samples, channels, height, width]),
            new int[samples], ["a"]);
    }

    public static string[] Classes(int count) => [.. Enumerable.Range(0, count).Select(c => $"{c}")];
}
