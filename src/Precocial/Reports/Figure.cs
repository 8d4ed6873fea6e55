using System.Globalization;
using System.Text;

namespace Precocial;

/// <summary>The frame of an SVG chart: axes, ticks, labels, and where a value is drawn.</summary>
internal sealed class Figure
{
    private const double Width = 640, Height = 320, Left = 58, Right = 16, Top = 30, Bottom = 44;
    private readonly StringBuilder _svg = new();
    private readonly Axis _x, _y;

    public Figure(Axis x, Axis y, string title)
    {
        (_x, _y) = (x, y);
        _svg.Append(CultureInfo.InvariantCulture,
            $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html.Text(title)}\">");
        foreach (double tick in y.Ticks)
        {
            Line(Left, Y(tick), Width - Right, Y(tick), "grid");
            Label(Left - 8, Y(tick) + 4, "end", y.Format(tick));
        }
        foreach (double tick in x.Ticks)
            Label(X(tick), Height - Bottom + 18, "middle", x.Format(tick));
        Line(Left, Height - Bottom, Width - Right, Height - Bottom, "axis");
        Label((Left + Width - Right) / 2, Height - 6, "middle", x.Title);
        Label(2, 14, "start", y.Title);
    }

    /// <summary>A line through points, in steps where a value holds until the next one.</summary>
    public void Steps(IReadOnlyList<double> values, string style)
    {
        if (values.Count == 0)
            return;
        var path = new StringBuilder();
        path.Append(CultureInfo.InvariantCulture, $"M{X(1):0.#} {Y(values[0]):0.#}");
        for (int i = 1; i < values.Count; i++)
            path.Append(CultureInfo.InvariantCulture, $"H{X(i + 1):0.#}V{Y(values[i]):0.#}");
        _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"{style}\" d=\"{path}\"/>");
    }

    /// <summary>A line through points; one that is not a number is left out.</summary>
    /// <param name="points">In order.</param>
    /// <param name="style">Its class.</param>
    /// <param name="title">Appears when it is pointed at.</param>
    /// <param name="colour">Instead of the class's; null for that.</param>
    public void Line(
        IEnumerable<(double X, double Y)> points, string style, string title, string? colour = null)
    {
        string path = string.Join('L', points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y))
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(p.X):0.#} {Y(p.Y):0.#}")));
        if (path.Length > 0)
        {
            string stroke = colour is null ? "" : $" style=\"stroke:{colour}\"";
            _svg.Append($"<path class=\"{style}\"{stroke} d=\"M{path}\"><title>{Html.Text(title)}</title></path>");
        }
    }

    /// <summary>A dot with a text that appears when it is pointed at.</summary>
    public void Dot(double x, double y, double radius, string style, string text) => _svg.Append(
        CultureInfo.InvariantCulture,
        $"<circle class=\"{style}\" cx=\"{X(x):0.#}\" cy=\"{Y(y):0.#}\" "
            + $"r=\"{radius}\"><title>{Html.Text(text)}</title></circle>");

    public override string ToString() => _svg + "</svg>";

    /// <summary>The chart as a file of its own.</summary>
    public string ToFile()
    {
        string chart = ToString();
        int content = chart.IndexOf('>', StringComparison.Ordinal) + 1;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"960\" height=\"480\"" + chart[4..content]
            + $"<style>{ReportStyle.Chart}</style>" + chart[content..] + "\n";
    }

    private double X(double value) => Left + _x.Fraction(value) * (Width - Left - Right);

    private double Y(double value) => Height - Bottom - _y.Fraction(value) * (Height - Top - Bottom);

    private void Line(double x1, double y1, double x2, double y2, string style) => _svg.Append(
        CultureInfo.InvariantCulture,
        $"<line class=\"{style}\" x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\"/>");

    private void Label(double x, double y, string anchor, string text) => _svg.Append(
        CultureInfo.InvariantCulture,
        $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\">{Html.Text(text)}</text>");
}
