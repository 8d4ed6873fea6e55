using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli.Tests;

/// <summary>Films drawn by hand.</summary>
internal static class SampleFilms
{
    /// <summary>A cart with a pole that turns, 100 frames a second.</summary>
    public static Film Pole(int frames) => new([.. Enumerable.Range(0, frames).Select(i => Pole(0.02 * i))], 0.01);

    /// <summary>Squares of 4 × 4 pixels in 150 colours, all others in every frame: nothing repeats.</summary>
    public static Film Noise(int frames)
    {
        var rng = new Rng(3);
        Colour[] colours = [.. Enumerable.Range(0, 150).Select(_ =>
            new Colour((byte)rng.Next(256), (byte)rng.Next(256), (byte)rng.Next(256)))];
        Stroke Square(int i)
        {
            int x = i % 120, y = i / 120;
            return new([(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)], colours[rng.Next(colours.Length)]);
        }

        return new([.. Enumerable.Range(0, frames).Select(_ => new Drawing(0, 0, 120, 60, new Colour(0, 0, 0),
            [.. Enumerable.Range(0, 120 * 60).Select(Square)]))], 0.1);
    }

    private static Drawing Pole(double angle)
    {
        var pole = new Colour(230, 126, 34);
        (double X, double Y) tip = (Math.Sin(angle), -Math.Cos(angle));
        return new Drawing(-2.4, -1.35, 4.8, 2.7, new Colour(250, 250, 248),
        [
            new([(-2.2, -0.08), (2.2, -0.08)], new Colour(150, 160, 170), 0.03),
            new([(-0.25, -0.05), (0.25, -0.05), (0.25, 0.2), (-0.25, 0.2)], new Colour(52, 73, 94)),
            new([(0, 0), tip], pole, 0.07),
            new([tip], pole, 0.15),
            new([(90, 90), (91, 90), (91, 91)], pole),
        ]);
    }
}
