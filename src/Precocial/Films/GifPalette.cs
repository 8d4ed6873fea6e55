using Precocial.Tasks;

namespace Precocial;

/// <summary>The at most 255 colours of a GIF, and which of them is nearest to any other.</summary>
/// <remarks>First the drawings' own colours, the most common first, which stay exact; then the blends that
/// smooth edges make of them, the most common first.</remarks>
internal sealed class GifPalette
{
    private const int MostColours = 255;

    // A few moments have all the colours that matter.
    private const int Samples = 16, MostOwn = 200;

    private readonly List<Colour> _colours = [];
    private readonly Dictionary<int, byte> _nearest = [];

    // Most pixels are as the one before.
    private int _lastKey = -1;
    private byte _last;

    public GifPalette(Film film, Picture picture)
    {
        int count = Math.Min(Samples, film.Frames.Length);
        Drawing[] frames = [.. Enumerable.Range(0, count).Select(i => film.Frames[i * film.Frames.Length / count])];
        var pixels = new Dictionary<int, int>();
        foreach (Drawing frame in frames)
        {
            picture.Paint(frame);
            for (int i = 0; i < picture.Pixels.Length; i += 3)
            {
                int key = Key(picture.Pixels, i);
                pixels[key] = pixels.GetValueOrDefault(key) + 1;
            }
        }
        int[] own = [.. frames.SelectMany(frame => frame.Strokes.Select(stroke => stroke.Colour)
            .Prepend(frame.Background)).Distinct().Select(Key)];
        // Equal counts are ordered by the colour itself, so that the file is always the same.
        Add(own.OrderByDescending(key => pixels.GetValueOrDefault(key)).ThenBy(key => key).Take(MostOwn));
        Add(pixels.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key));
    }

    /// <summary>Red, green and blue of the colours in their order.</summary>
    public IReadOnlyList<Colour> Colours => _colours;

    /// <summary>The number of the colour nearest to a pixel.</summary>
    public byte this[ReadOnlySpan<byte> pixels, int at]
    {
        get
        {
            int key = Key(pixels, at);
            if (key != _lastKey)
                (_lastKey, _last) = (key, Nearest(key));
            return _last;
        }
    }

    private byte Nearest(int key)
    {
        if (_nearest.TryGetValue(key, out byte number))
            return number;
        int best = 0, least = int.MaxValue;
        for (int i = 0; i < _colours.Count; i++)
        {
            int red = (key >> 16) - _colours[i].Red, green = (key >> 8 & 255) - _colours[i].Green;
            int blue = (key & 255) - _colours[i].Blue;
            // The eye sees green best and blue least.
            int distance = 3 * red * red + 6 * green * green + blue * blue;
            if (distance < least)
                (best, least) = (i, distance);
        }
        return _nearest[key] = (byte)best;
    }

    private void Add(IEnumerable<int> keys)
    {
        foreach (int key in keys)
        {
            if (_colours.Count == MostColours)
                return;
            if (_nearest.TryAdd(key, (byte)_colours.Count))
                _colours.Add(new Colour((byte)(key >> 16), (byte)(key >> 8), (byte)key));
        }
    }

    private static int Key(ReadOnlySpan<byte> pixels, int at) =>
        pixels[at] << 16 | pixels[at + 1] << 8 | pixels[at + 2];

    private static int Key(Colour colour) => colour.Red << 16 | colour.Green << 8 | colour.Blue;
}
