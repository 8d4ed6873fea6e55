namespace Precocial.Tasks;

/// <summary>An image that polygons, lines and discs are painted into, without smoothing: the same bytes on
/// every machine.</summary>
/// <remarks>
/// Coordinates are in pixels: x goes right, y goes down, the pixel in column c and row r has its centre at
/// (c + 0.5, r + 0.5) and is painted when that centre lies inside. What is outside the image is cut off; a
/// shape with a coordinate that is no number is left out. Its nearest neighbour: a <see cref="Drawing"/>,
/// which has no pixels yet; <see cref="Paint(Drawing)"/> maps one to the other. Not thread-safe.
/// </remarks>
public sealed class Raster
{
    private const double ThinnestLine = 1;
    private const int DiscCorners = 24;
    private const int PointsOnStack = 64;

    /// <summary>A black image.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    public Raster(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        Width = width;
        Height = height;
        Pixels = new byte[checked(3 * width * height)];
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Red, green, blue of each pixel, row by row from the top left:
    /// <see cref="Height"/> × <see cref="Width"/> × 3 bytes.</summary>
    public byte[] Pixels { get; }

    /// <summary>The colour of one pixel.</summary>
    /// <param name="column">0 is the left.</param>
    /// <param name="row">0 is the top.</param>
    public Colour this[int column, int row]
    {
        get
        {
            int at = 3 * ((row * Width) + column);
            return new Colour(Pixels[at], Pixels[at + 1], Pixels[at + 2]);
        }
    }

    /// <summary>Paints every pixel.</summary>
    public void Fill(Colour colour) => Repeat(Pixels, colour);

    /// <summary>Fills a polygon, by the even-odd rule where it crosses itself.</summary>
    /// <param name="points">Its corners; the last is joined to the first. Fewer than 3 paint nothing.</param>
    /// <param name="colour">Of its area.</param>
    public void FillPolygon(ReadOnlySpan<(double X, double Y)> points, Colour colour)
    {
        if (points.Length < 3 || !Extent(points, out double top, out double bottom))
            return;
        int first = Ceiling(top - 0.5, Height), end = Ceiling(bottom - 0.5, Height);
        Span<double> crossings = points.Length <= PointsOnStack
            ? stackalloc double[PointsOnStack] : new double[points.Length];
        for (int row = first; row < end; row++)
        {
            int count = Cross(points, row + 0.5, crossings);
            for (int i = 0; i + 1 < count; i += 2)
                FillSpan(row, crossings[i], crossings[i + 1], colour);
        }
    }

    /// <summary>Fills an upright rectangle: the pixels whose centres lie in
    /// [left, right) × [top, bottom).</summary>
    public void FillRectangle(double left, double top, double right, double bottom, Colour colour)
    {
        int end = Ceiling(Math.Max(top, bottom) - 0.5, Height);
        for (int row = Ceiling(Math.Min(top, bottom) - 0.5, Height); row < end; row++)
            FillSpan(row, Math.Min(left, right), Math.Max(left, right), colour);
    }

    /// <summary>Draws a straight line with blunt ends.</summary>
    /// <param name="from">One end.</param>
    /// <param name="to">The other end.</param>
    /// <param name="width">Across, in pixels; a line is at least one pixel wide.</param>
    /// <param name="colour">Of the line.</param>
    public void DrawLine((double X, double Y) from, (double X, double Y) to, double width, Colour colour)
    {
        double alongX = to.X - from.X, alongY = to.Y - from.Y;
        double length = Math.Sqrt((alongX * alongX) + (alongY * alongY));
        if (!(length > 0))
            return;
        double half = Math.Max(width, ThinnestLine) / 2;
        double x = -alongY / length * half, y = alongX / length * half;
        FillPolygon(
            [(from.X + x, from.Y + y), (to.X + x, to.Y + y), (to.X - x, to.Y - y), (from.X - x, from.Y - y)],
            colour);
    }

    /// <summary>Fills a disc (a polygon of 24 corners).</summary>
    /// <param name="centre">Its centre.</param>
    /// <param name="diameter">Across, in pixels; a disc is at least one pixel wide.</param>
    /// <param name="colour">Of its area.</param>
    public void FillDisc((double X, double Y) centre, double diameter, Colour colour)
    {
        double radius = Math.Max(diameter, ThinnestLine) / 2;
        Span<(double X, double Y)> corners = stackalloc (double, double)[DiscCorners];
        for (int i = 0; i < DiscCorners; i++)
        {
            (double sine, double cosine) = Math.SinCos(Math.Tau * (i + 0.5) / DiscCorners);
            corners[i] = (centre.X + (radius * cosine), centre.Y + (radius * sine));
        }

        FillPolygon(corners, colour);
    }

    /// <summary>Paints a drawing over the whole image, stretched if its sides have another ratio.</summary>
    /// <param name="drawing">What to paint.</param>
    public void Paint(Drawing drawing)
    {
        Fill(drawing.Background);
        foreach (var stroke in drawing.Strokes)
            Paint(stroke, drawing);
    }

    private void Paint(Stroke stroke, Drawing drawing)
    {
        double scaleX = Width / drawing.Width, scaleY = Height / drawing.Height;
        double top = drawing.Bottom + drawing.Height, width = stroke.Width * Math.Sqrt(scaleX * scaleY);
        var points = new (double X, double Y)[stroke.Points.Length];
        for (int i = 0; i < points.Length; i++)
            points[i] = ((stroke.Points[i].X - drawing.Left) * scaleX, (top - stroke.Points[i].Y) * scaleY);
        if (stroke.Width <= 0)
            FillPolygon(points, stroke.Colour);
        else if (points.Length == 1)
            FillDisc(points[0], width, stroke.Colour);
        else
            DrawPath(points, width, stroke.Colour);
    }

    private void DrawPath(ReadOnlySpan<(double X, double Y)> points, double width, Colour colour)
    {
        for (int i = 1; i < points.Length; i++)
        {
            DrawLine(points[i - 1], points[i], width, colour);
            bool joint = i + 1 < points.Length && width > 2;
            if (joint)
                FillDisc(points[i], width, colour);
        }
    }

    // Where the edges cross the line of height y, from left to right.
    private static int Cross(ReadOnlySpan<(double X, double Y)> points, double y, Span<double> crossings)
    {
        int count = 0;
        var (fromX, fromY) = points[^1];
        foreach (var (toX, toY) in points)
        {
            // Half open, so that a corner on the line counts once.
            if (fromY <= y != toY <= y)
                Insert(crossings, count++, fromX + ((y - fromY) / (toY - fromY) * (toX - fromX)));
            (fromX, fromY) = (toX, toY);
        }

        return count;
    }

    private static void Insert(Span<double> sorted, int count, double value)
    {
        int at = count;
        for (; at > 0 && sorted[at - 1] > value; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = value;
    }

    private static bool Extent(ReadOnlySpan<(double X, double Y)> points, out double top, out double bottom)
    {
        (top, bottom) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var (x, y) in points)
        {
            if (!double.IsFinite(x) || !double.IsFinite(y))
                return false;
            top = Math.Min(top, y);
            bottom = Math.Max(bottom, y);
        }

        return true;
    }

    // The smallest whole number not below value, kept within [0, limit].
    private static int Ceiling(double value, int limit) => (int)Math.Clamp(Math.Ceiling(value), 0, limit);

    private void FillSpan(int row, double left, double right, Colour colour)
    {
        int start = Ceiling(left - 0.5, Width), end = Ceiling(right - 0.5, Width);
        if (start < end)
            Repeat(Pixels.AsSpan(3 * ((row * Width) + start), 3 * (end - start)), colour);
    }

    // Doubles what is painted, so that a long span costs a few copies.
    private static void Repeat(Span<byte> pixels, Colour colour)
    {
        pixels[0] = colour.Red;
        pixels[1] = colour.Green;
        pixels[2] = colour.Blue;
        for (int done = 3; done < pixels.Length; done *= 2)
            pixels[..Math.Min(done, pixels.Length - done)].CopyTo(pixels[done..]);
    }
}
