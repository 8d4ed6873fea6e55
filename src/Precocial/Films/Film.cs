using System.Collections.Immutable;
using Precocial.Formats;
using Precocial.Tasks;

namespace Precocial;

/// <summary>An episode to watch: its drawings in equal steps of time.</summary>
/// <param name="Frames">The drawings in order, at least one; all show windows of the same
/// proportions.</param>
/// <param name="SecondsPerFrame">Time from one to the next, in the episode's own seconds; above 0.</param>
public sealed record Film(ImmutableArray<Drawing> Frames, double SecondsPerFrame)
{
    // A second has 20 pictures: GIF counts hundredths of a second, and browsers show no more than 50.
    internal const double MostFramesPerSecond = 20;

    /// <summary>How long it takes, in seconds.</summary>
    public double Seconds => Frames.Length * SecondsPerFrame;

    /// <summary>Saves the film; the file is there whole or not at all.</summary>
    /// <param name="path">Ends in <c>.svg</c> (an animation, sharp at any size), <c>.gif</c> (an animation
    /// that everything shows) or <c>.png</c> (twelve moments in a grid, each with its time).</param>
    /// <exception cref="ArgumentException">The path ends otherwise, or there is nothing to show.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        Check();
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".svg": AtomicFile.WriteText(path, FilmSvg.Write(this)); break;
            case ".gif": AtomicFile.Write(path, stream => FilmGif.Write(this, stream)); break;
            case ".png": AtomicFile.Write(path, stream => FilmStrip.Write(this, stream)); break;
            default:
                throw new ArgumentException($"A film is saved as .svg, .gif or .png, but the path is \"{path}\".",
                    nameof(path));
        }
    }

    /// <summary>A film of fewer frames that takes as long.</summary>
    /// <param name="most">The most frames, at least 1.</param>
    internal Film Sampled(int most)
    {
        int count = (int)Math.Clamp(
            Math.Round(Seconds * MostFramesPerSecond), 1, Math.Min(most, Frames.Length));
        if (count == Frames.Length)
            return this;
        return new Film(
            [.. Enumerable.Range(0, count).Select(i => Frames[(int)((long)i * Frames.Length / count)])],
            Seconds / count);
    }

    /// <summary>The height that keeps the drawings' proportions.</summary>
    internal int HeightFor(int width) =>
        Math.Clamp((int)Math.Round(width * Frames[0].Height / Frames[0].Width), 1, 4 * width);

    private void Check()
    {
        if (Frames.IsDefaultOrEmpty)
            throw new ArgumentException("A film has at least one frame, but there is none.");
        if (!(SecondsPerFrame > 0 && double.IsFinite(SecondsPerFrame)))
            throw new ArgumentException($"The seconds per frame must be above 0, but are {SecondsPerFrame}.");
        foreach (Drawing frame in Frames)
        {
            if (!(frame.Width > 0 && frame.Height > 0
                && double.IsFinite(frame.Width) && double.IsFinite(frame.Height)))
                throw new ArgumentException($"A drawing has a width and a height above 0, but one is "
                    + $"{frame.Width} by {frame.Height}.");
        }
    }
}
