using Precocial.Tensors;

namespace Precocial.Formats;

/// <summary>Places the neurons of a wiring in columns from left to right: bias and inputs, hidden neurons by
/// layer, outputs.</summary>
/// <remarks>
/// 1. Column = longest path from the inputs; outputs share the last. 2. In each column the neurons are
/// ordered by the mean height of their neighbours, sweeping to and fro; inputs and outputs keep their order.
/// 3. Each moves towards that mean as far as those beside it allow; where a column has few, they stand
/// further apart, so that the lines between them do not lie upon one another. Unlike
/// <see cref="LayeredLayout"/>, connections that jump columns get no place of their own: there are too many
/// of them.
/// </remarks>
internal sealed class WiringLayout
{
    private const int Sweeps = 40;

    // Of the height of the fullest column that one with few neurons takes, and the most that sets them apart.
    private const double Fill = 0.6, WidestGaps = 2.4;

    private readonly NeuronWiring _wiring;
    private readonly List<int>[] _columns;
    private readonly List<int>[] _neighbours;
    private readonly double _gap, _inputGap;
    private readonly double _fullest;

    /// <summary>Lays out a wiring.</summary>
    /// <param name="wiring">What is laid out.</param>
    /// <param name="gap">The least distance between the centres of two neurons in a column.</param>
    /// <param name="inputGap">The same for inputs.</param>
    public WiringLayout(NeuronWiring wiring, double gap, double inputGap)
    {
        (_wiring, _gap, _inputGap) = (wiring, gap, inputGap);
        _neighbours = [.. Enumerable.Range(0, wiring.Places).Select(_ => new List<int>())];
        for (int i = 0; i < wiring.Connections; i++)
        {
            _neighbours[wiring.Sources[i]].Add(wiring.Targets[i]);
            _neighbours[wiring.Targets[i]].Add(wiring.Sources[i]);
        }
        ColumnOf = ColumnsOf(wiring);
        _columns = [.. Enumerable.Range(0, ColumnOf.Max() + 1).Select(_ => new List<int>())];
        // The bias stands below the inputs, and is left out when nothing uses it.
        for (int place = 1; place < wiring.Places; place++)
            _columns[ColumnOf[place]].Add(place);
        if (HasBias)
            _columns[0].Add(0);
        Heights = new double[wiring.Places];
        _fullest = Math.Max(_columns[0].Count * inputGap, _columns.Skip(1).Max(column => column.Count) * gap);
        Arrange();
    }

    /// <summary>The column of each place; 0 is the left.</summary>
    public int[] ColumnOf { get; }

    /// <summary>The vertical centre of each place; the topmost is at 0.</summary>
    public double[] Heights { get; }

    /// <summary>How many columns there are.</summary>
    public int Columns => _columns.Length;

    /// <summary>Whether the bias feeds anything.</summary>
    public bool HasBias => _neighbours[0].Count > 0;

    /// <summary>The distance between the topmost and the lowest centre.</summary>
    public double Height => _columns.SelectMany(column => column).Max(place => Heights[place]);

    /// <summary>Whether anything is connected to a place.</summary>
    public bool IsUsed(int place) => _neighbours[place].Count > 0;

    /// <summary>The column of each place.</summary>
    public static int[] ColumnsOf(NeuronWiring wiring)
    {
        int[] columns = WiringLayers.Of(wiring);
        int last = 1;
        for (int place = wiring.FirstNeuron; place < wiring.FirstOutput; place++)
            last = Math.Max(last, columns[place] + 1);
        Array.Fill(columns, last, wiring.FirstOutput, wiring.Outputs);
        return columns;
    }

    private void Arrange()
    {
        foreach (List<int> column in _columns)
            Place(column, [.. column.Select((_, i) => (i - (column.Count - 1) / 2.0) * GapOf(column))]);
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (List<int> column in sweep % 2 == 0 ? _columns[1..] : Enumerable.Reverse(_columns[1..]))
            {
                if (column[0] < _wiring.FirstOutput)
                    Sort(column);
                Place(column, [.. column.Select(Wish)]);
            }
        }
        double top = _columns.SelectMany(column => column).Min(place => Heights[place]);
        for (int place = 0; place < Heights.Length; place++)
            Heights[place] -= top;
    }

    private void Sort(List<int> column)
    {
        List<int> sorted = [.. column.OrderBy(Wish)];
        column.Clear();
        column.AddRange(sorted);
    }

    private void Place(List<int> column, double[] wished)
    {
        double[] places = Spacing.Spread(wished, _ => GapOf(column));
        for (int i = 0; i < places.Length; i++)
            Heights[column[i]] = places[i];
    }

    private double GapOf(List<int> column) =>
        column == _columns[0] ? _inputGap : Math.Clamp(Fill * _fullest / column.Count, _gap, WidestGaps * _gap);

    private double Wish(int place) =>
        IsUsed(place) ? _neighbours[place].Average(neighbour => Heights[neighbour]) : Heights[place];
}
