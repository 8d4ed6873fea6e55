using System.Collections.Immutable;
using System.Globalization;
using Precocial.Tensors;

namespace Precocial.Formats;

/// <summary>Reads one <c>.out</c> file row by row; errors name the file, the row and the column, both from
/// 1.</summary>
internal sealed class ChampionReader(string name, int inputs, int outputs)
{
    // The largest network, in numbers of up to 16 characters.
    private const long MaxBytes = 16L * ChampionFile.MaxPlaces * (ChampionFile.MaxPlaces + 1);

    private readonly ImmutableArray<int>.Builder _sources = ImmutableArray.CreateBuilder<int>();
    private readonly ImmutableArray<int>.Builder _targets = ImmutableArray.CreateBuilder<int>();
    private readonly ImmutableArray<NeuronFunction>.Builder _functions =
        ImmutableArray.CreateBuilder<NeuronFunction>();
    private readonly List<double> _values = [];
    private int _places;

    public (NeuronWiring Wiring, double[] Values) Read(string path)
    {
        long bytes = new FileInfo(path).Length;
        if (bytes > MaxBytes)
            throw new FileFormatException($"{name}: expected at most {MaxBytes} bytes, which is a network of "
                + $"{ChampionFile.MaxPlaces} places, but found {bytes}.");
        int row = 0, blank = 0;
        foreach (string line in File.ReadLines(path))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                blank++;
                continue;
            }
            if (blank > 0)
                throw Bad(row, "a row of numbers", "an empty line. Remove it");
            ReadRow(line, row++);
        }
        return Finish(row);
    }

    private (NeuronWiring Wiring, double[] Values) Finish(int rows)
    {
        if (rows == 0)
            throw new FileFormatException($"{name}: expected rows of comma-separated numbers, but the file "
                + "is empty.");
        if (rows != _places)
            throw new FileFormatException($"{name}: expected {_places} rows, one fewer than the "
                + $"{_places + 1} numbers in each, but found {rows}. The file is cut off: get it again.");
        if (_values.Count == 0)
            throw new FileFormatException($"{name}: expected at least one connection, but every entry is 0 "
                + "or nan.");
        var wiring = new NeuronWiring(
            inputs, outputs, _functions.ToImmutable(), _sources.ToImmutable(), _targets.ToImmutable());
        return (wiring, [.. _values]);
    }

    private void ReadRow(string line, int row)
    {
        if (row == 0)
            ReadSize(line);
        if (row >= _places)
            throw Bad(row, $"the file to end after {_places} rows, one fewer than the {_places + 1} numbers "
                + "in each",
                "another row. The matrix must be square, with one column of functions");
        int column = 0, start = 0;
        while (start <= line.Length)
        {
            int comma = line.IndexOf(',', start);
            int end = comma < 0 ? line.Length : comma;
            if (column > _places)
                throw Bad(row, $"{_places + 1} numbers as in the first row", $"{Count(line)}");
            ReadCell(line.AsSpan(start, end - start), row, column++);
            start = end + 1;
        }
        if (column != _places + 1)
            throw Bad(row, $"{_places + 1} numbers as in the first row", $"{column}");
    }

    private void ReadSize(string line)
    {
        _places = Count(line) - 1;
        if (_places > ChampionFile.MaxPlaces)
            throw Bad(0, $"at most {ChampionFile.MaxPlaces + 1} numbers", $"{_places + 1}");
        if (_places < 1 + inputs + outputs)
            throw Bad(0, $"at least {2 + inputs + outputs} numbers, for a bias, {inputs} inputs, {outputs} "
                + "outputs and the column of functions",
                $"{_places + 1}. Give the inputs and outputs of the file's task");
    }

    private void ReadCell(ReadOnlySpan<char> cell, int row, int column)
    {
        // .NET reads nan in upper and lower case.
        if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            || double.IsInfinity(value))
        {
            string expected = column == _places ? "a function from 1 to 11" : "a finite number or nan";
            throw Bad(row, column, expected, Short(cell));
        }
        if (column == _places)
            ReadFunction(value, row);
        else if (value != 0 && !double.IsNaN(value))
            Connect(row, column, value);
    }

    private void ReadFunction(double value, int row)
    {
        if (!(value >= (int)NeuronFunction.Linear && value <= (int)NeuronFunction.Square)
            || value != (int)value)
            throw Bad(row, _places, "a function, a whole number from 1 (linear) to 11 (square)",
                $"{value.ToString(CultureInfo.InvariantCulture)}. Other readers take it for linear: write 1 "
                    + "if it is");
        if (row > inputs)
            _functions.Add((NeuronFunction)(int)value);
    }

    private void Connect(int row, int column, double value)
    {
        string wayOut = $". Check that the file's task has {inputs} inputs and {outputs} outputs";
        if (column <= inputs)
            throw Bad(row, column, "0 or nan, because nothing goes into the bias or an input",
                $"a connection{wayOut}");
        if (row >= _places - outputs)
            throw Bad(row, column, "0 or nan, because nothing goes out of an output",
                $"a connection{wayOut}");
        if (column <= row)
            throw Bad(row, column, "0 or nan on and below the diagonal, because a network has no cycles",
                "a connection. Sort the neurons so that each stands after its sources");
        _sources.Add(row);
        _targets.Add(column);
        _values.Add(value);
    }

    private FileFormatException Bad(int row, int column, string expected, string found) =>
        new($"{name}, row {row + 1}, column {column + 1}: expected {expected}, but found {found}.");

    private FileFormatException Bad(int row, string expected, string found) =>
        new($"{name}, row {row + 1}: expected {expected}, but found {found}.");

    private static int Count(string line) => line.AsSpan().Count(',') + 1;

    private static string Short(ReadOnlySpan<char> text)
    {
        string shown = string.Concat(text.Trim()[..Math.Min(40, text.Trim().Length)].ToArray()
            .Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter));
        return $"\"{shown}\"";
    }
}
