using System.Globalization;
using System.Text;
using Precocial.Tasks;

namespace Precocial;

/// <summary>A film as one SVG: the frames stand side by side on a strip that moves behind the
/// window.</summary>
/// <remarks>One CSS animation moves the strip; where there is none, the first frame stays. Frames are left
/// out until the text is about a megabyte, and of each frame what lies outside the window.</remarks>
internal static class FilmSvg
{
    private const int Width = 640, MostFrames = 600, MostLetters = 1_000_000, LeastFrames = 12;

    public static string Write(Film film)
    {
        Film shown = film.Sampled(MostFrames);
        int height = film.HeightFor(Width);
        string[] frames = [.. shown.Frames.Select(frame => Frame(frame, height))];
        long letters = frames.Sum(frame => (long)frame.Length);
        if (letters > MostLetters && frames.Length > LeastFrames)
        {
            shown = shown.Sampled(Math.Max(LeastFrames, (int)(frames.Length * MostLetters / letters)));
            frames = [.. shown.Frames.Select(frame => Frame(frame, height))];
        }
        return Strip(shown, frames, height);
    }

    private static string Strip(Film film, string[] frames, int height)
    {
        int count = frames.Length;
        // Several films may stand in one page.
        string name = Text($"precocial-film-{count}-{1000 * film.Seconds:0}");
        var svg = new StringBuilder()
            .Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"precocial-film\" role=\"img\" width=\"{Width}\" ")
            .Append($"height=\"{height}\" viewBox=\"0 0 {Width} {height}\" fill-rule=\"evenodd\" ")
            .Append("stroke-linejoin=\"round\" stroke-width=\"0.8\">\n")
            .Append(Text($"<title>{count} moments of {film.Seconds:0.##} seconds</title>\n<style>\n"))
            .Append(Text($".{name} {{ animation: {name} {film.Seconds:0.###}s steps({count}) infinite; }}\n"))
            .Append($"@keyframes {name} {{ to {{ transform: translateX({-(long)count * Width}px); }} }}\n")
            .Append($"</style>\n<g class=\"{name}\">\n");
        for (int i = 0; i < count; i++)
        {
            svg.Append($"<svg x=\"{(long)i * Width}\" width=\"{Width}\" height=\"{height}\">")
                .Append(frames[i]).Append("</svg>\n");
        }
        return svg.Append("</g>\n</svg>\n").ToString();
    }

    private static string Frame(Drawing drawing, int height)
    {
        var frame = new StringBuilder($"<rect width=\"{Width}\" height=\"{height}\" fill=\"{Hex(drawing.Background)}\"/>");
        foreach (Stroke stroke in drawing.Strokes)
            Add(frame, stroke, drawing, height);
        return frame.ToString();
    }

    private static void Add(StringBuilder frame, Stroke stroke, Drawing drawing, int height)
    {
        double scaleX = Width / drawing.Width, scaleY = height / drawing.Height;
        double top = drawing.Bottom + drawing.Height;
        (double X, double Y)[] points =
            [.. stroke.Points.Select(point => ((point.X - drawing.Left) * scaleX, (top - point.Y) * scaleY))];
        double width = stroke.Width <= 0 ? 0 : Math.Max(stroke.Width * Math.Sqrt(scaleX * scaleY), 0.5);
        if (!IsSeen(points, width, height))
            return;
        string colour = Hex(stroke.Colour);
        if (width > 0 && points.Length == 1)
        {
            frame.Append(Text(
                $"<circle cx=\"{points[0].X:0.#}\" cy=\"{points[0].Y:0.#}\" r=\"{width / 2:0.#}\" fill=\"{colour}\"/>"));
            return;
        }
        frame.Append("<path d=\"");
        for (int i = 0; i < points.Length; i++)
            frame.Append(i == 0 ? 'M' : 'L').Append(Text($"{points[i].X:0.#} {points[i].Y:0.#}"));
        frame.Append(width > 0
            ? Text($"\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width:0.#}\"/>")
            // The thin line closes the gap that smooth edges leave between neighbours.
            : $"\" fill=\"{colour}\" stroke=\"{colour}\"/>");
    }

    // Whether any of it can lie in the window; nothing that is no number is shown.
    private static bool IsSeen((double X, double Y)[] points, double width, int height)
    {
        if (points.Length == 0 || points.Length < 3 && width <= 0
            || !points.All(point => double.IsFinite(point.X) && double.IsFinite(point.Y)))
            return false;
        return points.Max(point => point.X) >= -width && points.Min(point => point.X) <= Width + width
            && points.Max(point => point.Y) >= -width && points.Min(point => point.Y) <= height + width;
    }

    private static string Hex(Colour colour) => $"#{colour.Red:x2}{colour.Green:x2}{colour.Blue:x2}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
