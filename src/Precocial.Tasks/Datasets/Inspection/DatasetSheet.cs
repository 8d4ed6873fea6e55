namespace Precocial.Tasks;

/// <summary>A contact sheet: one row of images for each class, to see at a glance what a data set
/// holds.</summary>
public static class DatasetSheet
{
    private const int Gap = 2, MostRows = 50, SmallestSide = 24, MostPixels = 100_000_000;
    private const byte Background = 128;

    /// <summary>Writes the first images of each class as a PNG file.</summary>
    /// <param name="data">Images with 1 or at least 3 channels; of more than 3 the first three are
    /// shown.</param>
    /// <param name="path">The file.</param>
    /// <param name="columns">How many images of each class. At most 50 classes are shown.</param>
    /// <remarks>Grey levels are stretched so that the set's smallest value is black and its largest white;
    /// images smaller than 24 pixels are enlarged by a whole factor.</remarks>
    /// <exception cref="DataException">The samples are not images, or the file cannot be written.</exception>
    public static void WritePng(Dataset data, string path, int columns = 10) =>
        PngWriter.Write(path, Draw(data, columns));

    internal static PixelImage Draw(Dataset data, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (!data.IsImages)
            throw new DataException($"{data.Name}: samples of shape {data.SampleShape} are not images "
                + "[channels, height, width]; a contact sheet needs images.");
        int height = data.SampleShape[1], width = data.SampleShape[2];
        int zoom = Math.Max(1, SmallestSide / Math.Max(height, width)),
            rows = Math.Min(data.Classes, MostRows);
        long pixels = (long)columns * rows * (height * zoom + Gap) * (width * zoom + Gap);
        if (pixels > MostPixels)
            throw new DataException($"{data.Name}: a sheet of {rows} rows and {columns} columns would have "
                + $"{pixels} pixels, more than {MostPixels}. Ask for fewer columns.");
        var sheet = new Sheet(columns * (width * zoom + Gap) + Gap, rows * (height * zoom + Gap) + Gap,
            data.SampleShape[0] >= 3 ? 3 : 1, zoom, Range(data));
        var shown = new int[data.Classes];
        for (int i = 0; i < data.Count; i++)
        {
            int row = data.Labels[i];
            if (row < rows && shown[row] < columns)
                sheet.Place(data.Sample(i), height, width, row, shown[row]++);
        }
        return sheet.Image;
    }

    private static (float Low, float High) Range(Dataset data)
    {
        float low = float.MaxValue, high = float.MinValue;
        foreach (float value in data.Inputs.Span)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return (low, high);
    }

    private sealed class Sheet
    {
        private readonly int _zoom;
        private readonly (float Low, float High) _range;

        public Sheet(int width, int height, int channels, int zoom, (float, float) range)
        {
            Image = new PixelImage(width, height, channels, new byte[width * height * channels]);
            Image.Pixels.AsSpan().Fill(Background);
            _zoom = zoom;
            _range = range;
        }

        public PixelImage Image { get; }

        public void Place(ReadOnlySpan<float> sample, int height, int width, int row, int column)
        {
            int top = Gap + row * (height * _zoom + Gap), left = Gap + column * (width * _zoom + Gap);
            for (int y = 0; y < height * _zoom; y++)
            {
                for (int x = 0; x < width * _zoom; x++)
                {
                    int target = ((top + y) * Image.Width + left + x) * Image.Channels;
                    for (int c = 0; c < Image.Channels; c++)
                        Image.Pixels[target + c] =
                            Level(sample[(c * height + y / _zoom) * width + x / _zoom]);
                }
            }
        }

        private byte Level(float value) => _range.High > _range.Low
            ? (byte)Math.Round(255 * ((double)value - _range.Low) / ((double)_range.High - _range.Low))
            : (byte)0;
    }
}
