using Precocial.Tasks;

namespace Precocial.Cli.Tests;

/// <summary>A folder of 30 digits at 4×4, of five classes: a whole design takes two seconds.</summary>
public sealed class TinyImages : IDisposable
{
    private const int Classes = 5, PerClass = 6, Side = 4;

    private readonly TemporaryFolder _folder = new();

    public TinyImages()
    {
        Dataset digits = Digits.Load();
        for (int label = 0; label < Classes; label++)
        {
            string place = Directory.CreateDirectory(_folder.At($"{label}")).FullName;
            foreach (int i in digits.Labels.Index().Where(pair => pair.Item == label).Take(PerClass)
                .Select(pair => pair.Index))
            {
                PngWriter.Write(System.IO.Path.Combine(place, $"{i}.png"),
                    new PixelImage(Side, Side, 1, Halved(digits.Sample(i))));
            }
        }
    }

    /// <summary>What <c>--data</c> takes.</summary>
    public string Path => _folder.Path;

    public void Dispose() => _folder.Dispose();

    // Sums of 2×2 pixels of 0 to 16.
    private static byte[] Halved(ReadOnlySpan<float> pixels)
    {
        var halved = new byte[Side * Side];
        for (int i = 0; i < halved.Length; i++)
        {
            int corner = 4 * Side * (i / Side) + 2 * (i % Side);
            int below = corner + 2 * Side;
            float sum = pixels[corner] + pixels[corner + 1] + pixels[below] + pixels[below + 1];
            halved[i] = (byte)Math.Min(255, 4 * sum);
        }
        return halved;
    }
}
