namespace Precocial.Formats;

/// <summary>Places the vertices of a directed acyclic graph in layers from top to bottom.</summary>
/// <remarks>
/// Sugiyama's method. 1. Layer = longest path from the source. 2. An edge that jumps layers gets a narrow
/// vertex in each, so that it has a place of its own. 3. Vertices are ordered by the mean position of their
/// neighbours, sweeping down and up. 4. Each vertex is moved towards its neighbours' mean as far as those
/// beside it allow. Source: Sugiyama, Tagawa and Toda, IEEE Trans. SMC, 1981.
/// </remarks>
internal sealed class LayeredLayout
{
    private const double Gap = 26, BendWidth = 10;
    private const int OrderSweeps = 8, PositionSweeps = 24;

    private readonly List<List<int>> _layers = [];
    private readonly List<double> _widths;
    private readonly List<List<int>> _above, _below;

    /// <summary>Lays out vertices 0..n−1, numbered in topological order.</summary>
    /// <param name="inputs">For each vertex the vertices that feed it.</param>
    /// <param name="widths">The width of each vertex.</param>
    public LayeredLayout(IReadOnlyList<IReadOnlyList<int>> inputs, IReadOnlyList<double> widths)
    {
        _widths = [.. widths];
        _above = [.. widths.Select(_ => new List<int>())];
        _below = [.. widths.Select(_ => new List<int>())];
        LayerOf = [.. new int[widths.Count]];
        AssignLayers(inputs);
        Order();
        Centre = new double[_widths.Count];
        Position();
    }

    /// <summary>The layer of each vertex, bends included; 0 is the top.</summary>
    public List<int> LayerOf { get; }

    /// <summary>The horizontal centre of each vertex, bends included; the leftmost edge is at 0.</summary>
    public double[] Centre { get; }

    /// <summary>For each pair (from, to) the vertices that its line passes, both ends included.</summary>
    public Dictionary<(int From, int To), List<int>> Paths { get; } = [];

    /// <summary>The number of layers.</summary>
    public int Layers => _layers.Count;

    /// <summary>The width of everything.</summary>
    public double Width => Enumerable.Range(0, Centre.Length).Max(v => Centre[v] + _widths[v] / 2);

    private void AssignLayers(IReadOnlyList<IReadOnlyList<int>> inputs)
    {
        for (int v = 0; v < inputs.Count; v++)
        {
            LayerOf[v] = inputs[v].Count == 0 ? 0 : inputs[v].Max(input => LayerOf[input]) + 1;
            Place(v, LayerOf[v]);
        }
        for (int to = 0; to < inputs.Count; to++)
        {
            foreach (int from in inputs[to])
                Paths[(from, to)] = Route(from, to);
        }
    }

    private List<int> Route(int from, int to)
    {
        var path = new List<int> { from };
        for (int layer = LayerOf[from] + 1; layer < LayerOf[to]; layer++)
        {
            path.Add(_widths.Count);
            _widths.Add(BendWidth);
            _above.Add([]);
            _below.Add([]);
            LayerOf.Add(layer);
            Place(path[^1], layer);
        }
        path.Add(to);
        for (int i = 1; i < path.Count; i++)
        {
            _below[path[i - 1]].Add(path[i]);
            _above[path[i]].Add(path[i - 1]);
        }
        return path;
    }

    private void Place(int vertex, int layer)
    {
        while (_layers.Count <= layer)
            _layers.Add([]);
        _layers[layer].Add(vertex);
    }

    private void Order()
    {
        var place = new double[_widths.Count];
        void Renumber(List<int> layer)
        {
            for (int i = 0; i < layer.Count; i++)
                place[layer[i]] = i;
        }

        _layers.ForEach(Renumber);
        for (int sweep = 0; sweep < OrderSweeps; sweep++)
        {
            bool down = sweep % 2 == 0;
            foreach (List<int> layer in down ? _layers : Enumerable.Reverse(_layers))
            {
                // OrderBy is stable: vertices without neighbours on that side keep their place.
                List<int> ordered =
                    [.. layer.OrderBy(v => Mean(down ? _above[v] : _below[v], place, place[v]))];
                layer.Clear();
                layer.AddRange(ordered);
                Renumber(layer);
            }
        }
    }

    private void Position()
    {
        foreach (List<int> layer in _layers)
            Spread(layer, [.. layer.Select(_ => 0.0)]);
        for (int sweep = 0; sweep < PositionSweeps; sweep++)
        {
            bool down = sweep % 2 == 0;
            foreach (List<int> layer in down ? _layers : Enumerable.Reverse(_layers))
                Spread(layer, [.. layer.Select(v => Mean(down ? _above[v] : _below[v], Centre, Centre[v]))]);
        }
        double left = Enumerable.Range(0, Centre.Length).Min(v => Centre[v] - _widths[v] / 2);
        for (int v = 0; v < Centre.Length; v++)
            Centre[v] -= left;
    }

    private void Spread(List<int> layer, double[] wished)
    {
        double[] centres = Spacing.Spread(wished, i => Distance(layer[i], layer[i + 1]));
        for (int i = 0; i < layer.Count; i++)
            Centre[layer[i]] = centres[i];
    }

    private double Distance(int a, int b) => (_widths[a] + _widths[b]) / 2 + Gap;

    private static double Mean(List<int> neighbours, double[] values, double absent)
    {
        if (neighbours.Count == 0)
            return absent;
        double sum = 0;
        foreach (int neighbour in neighbours)
            sum += values[neighbour];
        return sum / neighbours.Count;
    }
}
