using System.Globalization;
using System.Security;
using System.Text;
using Precocial.Tensors;

namespace Precocial.Formats;

/// <summary>Draws a network neuron by neuron as SVG: inputs on the left, hidden neurons by layer, outputs on
/// the right; each neuron shows the curve of its function.</summary>
/// <remarks>Its nearest neighbour: <see cref="GraphSvg"/>, which draws layers. The picture is self-contained;
/// what a neuron or a connection is comes up when the pointer rests on it. The same wiring gives the same
/// text.</remarks>
public sealed class WiringSvg
{
    private const double Margin = 14, LetterWidth = 6.2, LegendItem = 92, LegendHeight = 34;
    private const int MostTitles = 400;

    private const string Style = """
        <style>
        .precocial-wiring text { font: 11.5px system-ui, sans-serif; fill: #1c2733; }
        .precocial-wiring .edges path { fill: none; stroke: #6f7f90; }
        .precocial-wiring .edges .plus { stroke: #2472b8; } .precocial-wiring .edges .minus { stroke: #cf4a32; }
        .precocial-wiring .edges path:hover { stroke-opacity: 1; stroke-width: 3; }
        .precocial-wiring circle, .precocial-wiring rect { stroke: #5c6b7a; stroke-width: 1; fill: #fff; }
        .precocial-wiring .curve { fill: none; stroke: #33414f; stroke-width: 1.3; stroke-linejoin: round; }
        .precocial-wiring .idle { opacity: 0.35; }
        </style>
        """;

    private readonly NeuronWiring _wiring;
    private readonly double[] _weights;
    private readonly IReadOnlyList<string>? _inputs, _outputs;
    private readonly WiringLayout _layout;
    private readonly double _radius, _inputRadius, _columnWidth, _left, _right;

    private WiringSvg(
        NeuronWiring wiring, double[] weights, IReadOnlyList<string>? inputs, IReadOnlyList<string>? outputs)
    {
        (_wiring, _weights, _inputs, _outputs) = (wiring, weights, inputs, outputs);
        int[] sizes = [.. WiringLayout.ColumnsOf(wiring).Skip(wiring.FirstNeuron).GroupBy(column => column)
            .Select(column => column.Count())];
        // Neurons shrink when there are many, at last to dots without curves.
        _radius = sizes.Max() switch { <= 16 => 11, <= 40 => 8.5, _ => 4.5 };
        _inputRadius = wiring.Inputs <= 48 ? 6 : 2.2;
        _columnWidth = sizes.Length switch { <= 8 => 92, <= 16 => 74, _ => 60 };
        double inputGap = wiring.Inputs switch { <= 12 => 34, <= 48 => 24, _ => 5.6 };
        _layout = new WiringLayout(wiring, (sizes.Max() <= 8 ? 3.6 : 2.9) * _radius, inputGap);
        _left = Margin + (inputs is null ? 22 : inputs.Max(name => name.Length) * LetterWidth + 12);
        _right = Margin + (outputs is null ? 8 : outputs.Max(name => name.Length) * LetterWidth + 12);
    }

    /// <summary>The drawing, an <c>svg</c> element that can stand in a page or a file.</summary>
    /// <param name="wiring">What is drawn.</param>
    /// <param name="weights">One for each connection: blue lines are positive, red ones negative, thick ones
    /// large. Empty: all lines look alike.</param>
    /// <param name="inputs">What the inputs are called; null for their numbers.</param>
    /// <param name="outputs">What the outputs are called; null for no names.</param>
    /// <exception cref="ArgumentException">Another number of weights or names than the wiring
    /// has.</exception>
    public static string Draw(
        NeuronWiring wiring, ReadOnlySpan<double> weights = default, IReadOnlyList<string>? inputs = null,
        IReadOnlyList<string>? outputs = null)
    {
        Check(nameof(weights), wiring.Connections, weights.IsEmpty ? wiring.Connections : weights.Length);
        Check(nameof(inputs), wiring.Inputs, inputs?.Count ?? wiring.Inputs);
        Check(nameof(outputs), wiring.Outputs, outputs?.Count ?? wiring.Outputs);
        return new WiringSvg(wiring, weights.ToArray(), inputs, outputs).Draw();
    }

    private string Draw()
    {
        List<NeuronFunction> functions = [.. _wiring.Functions.Distinct().Order()];
        double inner = _left + (_layout.Columns - 1) * _columnWidth + _right + 2 * _radius;
        double width = Math.Max(inner, 4 * LegendItem + 2 * Margin);
        int perRow = Math.Max(1, (int)((width - 2 * Margin) / LegendItem));
        int keys = functions.Count + (_weights.Length > 0 ? 2 : 0);
        double legend = Down(_layout.Height) + Math.Max(_radius, 12) + 26;
        double height = legend + (keys + perRow - 1) / perRow * LegendHeight - 8;

        var svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"precocial-wiring\" role=\"img\" ")
            .Append(Text($"width=\"{width:0}\" height=\"{height:0}\" viewBox=\"0 0 {width:0} {height:0}\">\n"))
            .Append($"<title>{Count(_wiring.Inputs, "input")}, {Count(_wiring.Hidden, "hidden neuron")}, ")
            .Append($"{Count(_wiring.Outputs, "output")}, {Count(_wiring.Connections, "connection")}</title>\n")
            .Append(Style).Append('\n');
        AddEdges(svg);
        for (int place = _layout.HasBias ? 0 : 1; place < _wiring.Places; place++)
            svg.Append(place < _wiring.FirstNeuron ? Input(place) : Neuron(place));
        AddLegend(svg, functions, legend, perRow);
        return svg.Append("</svg>\n").ToString();
    }

    private void AddEdges(StringBuilder svg)
    {
        double opacity = _wiring.Connections switch { <= 60 => 0.75, <= 260 => 0.5, <= 700 => 0.3, _ => 0.16 };
        double largest = _weights.Length == 0 ? 1 : Math.Max(_weights.Max(Math.Abs), 1e-12);
        svg.Append(Text($"<g class=\"edges\" stroke-opacity=\"{opacity}\">\n"));
        for (int i = 0; i < _wiring.Connections; i++)
            svg.Append(Edge(i, largest));
        svg.Append("</g>\n");
    }

    // A curve that leaves and enters horizontally.
    private string Edge(int connection, double largest)
    {
        int source = _wiring.Sources[connection], target = _wiring.Targets[connection];
        double x1 = X(source), y1 = Y(source), x2 = X(target), y2 = Y(target), reach = x2 - x1;
        double bend = Math.Min(0.5 * reach, 90);
        string path = Text($"M{x1:0.#} {y1:0.#}C{x1 + bend:0.#} {y1:0.#} {x2 - bend:0.#} {y2:0.#} {x2:0.#} {y2:0.#}");
        if (_weights.Length == 0)
            return $"<path d=\"{path}\"/>\n";
        double weight = _weights[connection];
        string stroke = Text($"stroke-width=\"{0.6 + 2.2 * Math.Sqrt(Math.Abs(weight) / largest):0.##}\"");
        string title = _wiring.Connections > MostTitles ? "" : Text($"<title>{weight:0.###}</title>");
        return $"<path class=\"{(weight < 0 ? "minus" : "plus")}\" {stroke} d=\"{path}\">{title}</path>\n";
    }

    private string Input(int place)
    {
        double x = X(place), y = Y(place);
        string name = place == 0 ? "bias" : _inputs?[place - 1] ?? $"{place}";
        string shape = place == 0
            ? Text($"<rect x=\"{x - 5:0.#}\" y=\"{y - 5:0.#}\" width=\"10\" height=\"10\" rx=\"2\"/>")
            : Text($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{_inputRadius:0.#}\"/>");
        string label = _inputRadius < 4 && place > 0 ? "" : Label(name, x - _inputRadius - 6, y + 4, "end");
        return Group(place, $"input {name}".Replace("input bias", "bias"), shape + label);
    }

    private string Neuron(int place)
    {
        NeuronFunction function = _wiring.Functions[place - _wiring.FirstNeuron];
        bool isOutput = place >= _wiring.FirstOutput;
        string? name = isOutput ? _outputs?[place - _wiring.FirstOutput] : null;
        string label = name is null ? "" : Label(name, X(place) + _radius + 6, Y(place) + 4, "start");
        return Group(place, $"{(isOutput ? "output" : "neuron")} {place}: {NeuronGlyph.Name(function)}",
            Disc(function, X(place), Y(place), _radius) + label);
    }

    private static string Disc(NeuronFunction function, double x, double y, double radius)
    {
        string colour = NeuronGlyph.Colour(function);
        string disc = Text($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\" style=\"fill: {colour}\"/>");
        return radius < 6 ? disc
            : $"{disc}<path class=\"curve\" d=\"{NeuronGlyph.Path(function, x, y, 0.55 * radius)}\"/>";
    }

    private string Group(int place, string title, string content)
    {
        string idle = _layout.IsUsed(place) ? "" : " class=\"idle\"";
        return $"<g{idle}><title>{SecurityElement.Escape(title)}</title>{content}</g>\n";
    }

    private void AddLegend(StringBuilder svg, List<NeuronFunction> functions, double top, int perRow)
    {
        (double X, double Y) Cell(int i) =>
            (Margin + 10 + i % perRow * LegendItem, top + i / perRow * LegendHeight);

        foreach ((int i, NeuronFunction function) in functions.Index())
        {
            (double x, double y) = Cell(i);
            svg.Append($"<g>{Disc(function, x, y, 9)}{Label(NeuronGlyph.Name(function), x + 14, y + 4, "start")}</g>\n");
        }
        string[] signs = _weights.Length == 0 ? [] : ["plus", "minus"];
        foreach ((int i, string sign) in signs.Index())
        {
            (double x, double y) = Cell(functions.Count + i);
            svg.Append(Text($"<g class=\"edges\"><path class=\"{sign}\" stroke-width=\"2\" "))
                .Append(Text($"d=\"M{x - 9:0.#} {y:0.#}H{x + 9:0.#}\"/>"))
                .Append(Label(sign == "plus" ? "positive" : "negative", x + 14, y + 4, "start")).Append("</g>\n");
        }
    }

    private double X(int place) => _left + _radius + _layout.ColumnOf[place] * _columnWidth;

    private double Down(double height) => Margin + Math.Max(_radius, 8) + height;

    private double Y(int place) => Down(_layout.Heights[place]);

    private static string Label(string text, double x, double y, string anchor) => Text(
        $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\">{SecurityElement.Escape(text)}</text>");

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static void Check(string what, int expected, int found)
    {
        if (found != expected)
            throw new ArgumentException($"The wiring has {expected} {(what == "weights" ? "connections" : what)}, but "
                + $"{found} {(what == "weights" ? what : "names")} were given.", what);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
