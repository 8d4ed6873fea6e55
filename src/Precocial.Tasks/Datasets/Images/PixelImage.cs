namespace Precocial.Tasks;

/// <summary>An image with 8 bits a channel.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Channels">1 for grey, 3 for red, green and blue.</param>
/// <param name="Pixels">Row by row from the top, the channels of a pixel together.</param>
public sealed record PixelImage(int Width, int Height, int Channels, byte[] Pixels)
{
    /// <summary>Writes the image as [channels, height, width].</summary>
    /// <param name="target">Room for <paramref name="channels"/> · height · width values.</param>
    /// <param name="channels">The image's own number, or 3 to spread a grey image over three.</param>
    public void CopyTo(Span<float> target, int channels)
    {
        int area = Width * Height;
        for (int c = 0; c < channels; c++)
        {
            int from = c % Channels;
            for (int i = 0; i < area; i++)
                target[c * area + i] = Pixels[i * Channels + from];
        }
    }
}
