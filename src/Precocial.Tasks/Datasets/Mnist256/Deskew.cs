namespace Precocial.Tasks;

/// <summary>Shears a square image so that its strokes stand upright: row y is shifted by the skew times its
/// distance from the middle.</summary>
/// <remarks>The skew is μ11/μ02 of the image's moments; below |μ02| = 0.01 there is none. Shifts are rounded
/// to 1/32 pixel, as OpenCV 4's <c>warpAffine</c> does: skew and offset in float32, positions in 1/1024
/// pixel; linear in x; outside is 0.</remarks>
public static class Deskew
{
    private const double SmallestMoment = 0.01;

    /// <summary>The upright image.</summary>
    /// <param name="image">[side, side], row-major.</param>
    /// <param name="side">Pixels along its side.</param>
    public static double[] Apply(ReadOnlySpan<double> image, int side)
    {
        (double mu11, double mu02) = Moments(image, side);
        if (Math.Abs(mu02) < SmallestMoment)
            return image.ToArray();
        double exact = mu11 / mu02;
        float skew = (float)exact, offset = (float)(-0.5 * side * exact);
        var result = new double[image.Length];
        for (int y = 0; y < side; y++)
        {
            int shift = (int)Math.Round(((double)skew * y + offset) * 1024) + 16;
            ReadOnlySpan<double> row = image.Slice(y * side, side);
            for (int x = 0; x < side; x++)
            {
                int position = (shift + 1024 * x) >> 5, pixel = position >> 5;
                double part = (position & 31) / 32.0;
                result[y * side + x] = At(row, pixel) * (1 - part) + At(row, pixel + 1) * part;
            }
        }
        return result;
    }

    /// <summary>The central moments Σ(x − x̄)(y − ȳ)p and Σ(y − ȳ)²p.</summary>
    internal static (double Mu11, double Mu02) Moments(ReadOnlySpan<double> image, int side)
    {
        double m00 = 0, m10 = 0, m01 = 0, m11 = 0, m02 = 0;
        for (int y = 0; y < side; y++)
        {
            double sum = 0, first = 0;
            for (int x = 0; x < side; x++)
            {
                double p = image[y * side + x];
                sum += p;
                first += x * p;
            }
            m00 += sum;
            m10 += first;
            m01 += y * sum;
            m11 += first * y;
            m02 += sum * (y * y);
        }
        double middle = m00 == 0 ? 0 : m01 / m00;
        return (m11 - m10 * middle, m02 - m01 * middle);
    }

    private static double At(ReadOnlySpan<double> row, int x) => (uint)x < (uint)row.Length ? row[x] : 0;
}
