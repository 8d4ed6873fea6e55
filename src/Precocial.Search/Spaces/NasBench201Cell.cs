using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>A cell of NAS-Bench-201: four nodes, and an operation on each of the six edges from an earlier to
/// a later one. A value, one of <see cref="Count"/>.</summary>
/// <remarks>As text it is the benchmark's own: <c>|op~0|+|op~0|op~1|+|op~0|op~1|op~2|</c>, a group for each
/// of the nodes 1 to 3, <c>op~k</c> on the edge from node k. Source: Dong and Yang, ICLR 2020.</remarks>
public readonly record struct NasBench201Cell
{
    /// <summary>The number of edges.</summary>
    public const int Edges = 6;

    /// <summary>The number of operations that an edge can have.</summary>
    public const int Operations = 5;

    /// <summary>The number of cells: 5⁶.</summary>
    public const int Count = 15_625;

    private static readonly int[] PlaceValues = [3125, 625, 125, 25, 5, 1];

    private NasBench201Cell(int index) => Index = index;

    /// <summary>The edges as (from, to) in the order of the text.</summary>
    public static ImmutableArray<(int From, int To)> EdgeEnds { get; } =
        [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)];

    /// <summary>The operations' names in the order of <see cref="NasBench201Operation"/>.</summary>
    public static ImmutableArray<string> OperationNames { get; } =
        ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"];

    /// <summary>The number of this cell, 0..<see cref="Count"/>−1: its operations as digits to the base
    /// 5.</summary>
    public int Index { get; }

    /// <summary>The operation on an edge, 0..5 in the order of <see cref="EdgeEnds"/>.</summary>
    public NasBench201Operation this[int edge] =>
        (NasBench201Operation)(Index / PlaceValues[edge] % Operations);

    /// <summary>The cell with a number.</summary>
    public static NasBench201Cell At(int index) => (uint)index < Count
        ? new NasBench201Cell(index)
        : throw new ArgumentOutOfRangeException(nameof(index), index,
            $"Cells are numbered 0 to {Count - 1}.");

    /// <summary>This cell with another operation on one edge.</summary>
    public NasBench201Cell With(int edge, NasBench201Operation operation) =>
        At(Index + ((int)operation - (int)this[edge]) * PlaceValues[edge]);

    /// <summary>On how many edges an operation stands.</summary>
    public int CountOf(NasBench201Operation operation)
    {
        int count = 0;
        for (int edge = 0; edge < Edges; edge++)
            count += this[edge] == operation ? 1 : 0;
        return count;
    }

    /// <summary>Reads the benchmark's text.</summary>
    /// <exception cref="FormatException">It is not a cell.</exception>
    public static NasBench201Cell Parse(string text)
    {
        var cell = default(NasBench201Cell);
        string[] groups = text.Split('+');
        for (int to = 1, edge = 0; to <= 3; to++)
        {
            // "|a~0|b~1|" splits to "", "a~0", "b~1", "".
            string[] parts = groups.Length == 3 ? groups[to - 1].Split('|') : [];
            for (int from = 0; from < to; from++, edge++)
            {
                string[] words = parts.Length == to + 2 ? parts[from + 1].Split('~') : [];
                int operation = words.Length == 2 && words[1] == $"{from}"
                    ? OperationNames.IndexOf(words[0])
                    : -1;
                if (operation < 0 || parts[0] != "" || parts[^1] != "")
                    throw NotACell(text);
                cell = cell.With(edge, (NasBench201Operation)operation);
            }
        }
        return cell;
    }

    /// <summary>The benchmark's text, see <see cref="Parse"/>.</summary>
    public override string ToString() =>
        $"|{Name(0)}~0|+|{Name(1)}~0|{Name(2)}~1|+|{Name(3)}~0|{Name(4)}~1|{Name(5)}~2|";

    private string Name(int edge) => OperationNames[(int)this[edge]];

    private static FormatException NotACell(string text) => new(
        $"NAS-Bench-201 cell: expected |op~0|+|op~0|op~1|+|op~0|op~1|op~2| with op one of "
            + $"{string.Join(", ", OperationNames)}, "
        + $"but found \"{(text.Length <= 120 ? text : text[..120] + "...")}\".");
}
