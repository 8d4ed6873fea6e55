namespace Precocial.Tasks;

/// <summary>Scales images down so that each new pixel is the mean of the area that it covers.</summary>
internal static class AreaScaling
{
    /// <summary>Scales one plane.</summary>
    public static void Run(
        ReadOnlySpan<float> source, int height, int width, Span<float> target, int newHeight, int newWidth)
    {
        (int First, double[] Shares)[] rows = Overlaps(height, newHeight), columns = Overlaps(width, newWidth);
        for (int y = 0; y < newHeight; y++)
        {
            for (int x = 0; x < newWidth; x++)
            {
                double sum = 0;
                for (int i = 0; i < rows[y].Shares.Length; i++)
                {
                    ReadOnlySpan<float> line = source.Slice((rows[y].First + i) * width + columns[x].First);
                    for (int k = 0; k < columns[x].Shares.Length; k++)
                        sum += rows[y].Shares[i] * columns[x].Shares[k] * line[k];
                }
                target[y * newWidth + x] = (float)sum;
            }
        }
    }

    // For each new pixel of an axis the first old one that it overlaps, and each one's share of it.
    private static (int First, double[] Shares)[] Overlaps(int size, int newSize)
    {
        var overlaps = new (int, double[])[newSize];
        double step = (double)size / newSize;
        for (int i = 0; i < newSize; i++)
        {
            double from = i * step, to = Math.Min(size, (i + 1) * step);
            int first = (int)from, end = Math.Min(size, (int)Math.Ceiling(to - 1e-9));
            var shares = new double[end - first];
            for (int k = first; k < end; k++)
                shares[k - first] = (Math.Min(to, k + 1) - Math.Max(from, k)) / (to - from);
            overlaps[i] = (first, shares);
        }
        return overlaps;
    }
}
