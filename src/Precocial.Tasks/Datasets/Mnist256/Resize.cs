namespace Precocial.Tasks;

/// <summary>Scales square images down by bilinear interpolation, without smoothing first, as OpenCV 4's
/// <c>resize</c> does with float64 images.</summary>
/// <remarks>Pixel i of the result is taken at (i + ½)·from/to − ½. That coordinate and the two weights are
/// float32, the sums float64: rows first, then columns. Outside, the edge goes on.</remarks>
public static class Resize
{
    /// <summary>An image of another size.</summary>
    /// <param name="image">[from, from], row-major.</param>
    /// <param name="from">Pixels along its side.</param>
    /// <param name="to">Pixels along the result's side.</param>
    /// <returns>[to, to].</returns>
    public static double[] Bilinear(ReadOnlySpan<double> image, int from, int to)
    {
        var rows = new double[from * to];
        var result = new double[to * to];
        for (int i = 0; i < to; i++)
        {
            (int first, int second, float a, float b) = Tap(i, from, to);
            for (int y = 0; y < from; y++)
                rows[y * to + i] = image[y * from + first] * a + image[y * from + second] * b;
        }
        for (int i = 0; i < to; i++)
        {
            (int first, int second, float a, float b) = Tap(i, from, to);
            for (int x = 0; x < to; x++)
                result[i * to + x] = rows[first * to + x] * a + rows[second * to + x] * b;
        }
        return result;
    }

    private static (int First, int Second, float A, float B) Tap(int i, int from, int to)
    {
        float at = (float)((i + 0.5) * ((double)from / to) - 0.5);
        int first = (int)MathF.Floor(at);
        float b = at - first;
        if (first < 0)
            (first, b) = (0, 0);
        if (first >= from - 1)
            (first, b) = (from - 1, 0);
        return (first, Math.Min(first + 1, from - 1), 1 - b, b);
    }
}
