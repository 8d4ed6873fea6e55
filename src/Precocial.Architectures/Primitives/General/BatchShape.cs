using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Shapes of samples with the batch axis in front.</summary>
internal static class BatchShape
{
    public static Shape With(int batch, Shape sample)
    {
        Span<int> axes = stackalloc int[sample.Rank + 1];
        axes[0] = batch;
        for (int i = 0; i < sample.Rank; i++)
            axes[i + 1] = sample[i];
        return Shape.Create(axes);
    }

    /// <summary>The axes of a sample, counted with the batch axis in front.</summary>
    public static int[] Axes(ReadOnlySpan<int> axes)
    {
        int[] shifted = axes.ToArray();
        for (int i = 0; i < shifted.Length; i++)
            shifted[i]++;
        return shifted;
    }
}
