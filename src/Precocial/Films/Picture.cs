using Precocial.Tasks;

namespace Precocial;

/// <summary>Drawings as pixels with smooth edges: painted at twice the size, then averaged over squares of
/// four pixels.</summary>
internal sealed class Picture(int width, int height)
{
    private readonly Raster _large = new(2 * width, 2 * height);

    public int Width => width;

    public int Height => height;

    /// <summary>Red, green, blue of each pixel, row by row from the top left.</summary>
    public byte[] Pixels { get; } = new byte[3 * width * height];

    /// <summary>Paints a drawing over everything.</summary>
    public void Paint(Drawing drawing)
    {
        _large.Paint(drawing);
        ReadOnlySpan<byte> from = _large.Pixels;
        int stride = 6 * width;
        for (int row = 0, at = 0; row < height; row++)
        {
            ReadOnlySpan<byte> top = from.Slice(2 * row * stride, stride);
            ReadOnlySpan<byte> low = from.Slice((2 * row + 1) * stride, stride);
            for (int x = 0; x < stride; x += 6)
            {
                for (int channel = x; channel < x + 3; channel++)
                    Pixels[at++] = (byte)((top[channel] + top[channel + 3] + low[channel] + low[channel + 3] + 2) / 4);
            }
        }
    }
}
