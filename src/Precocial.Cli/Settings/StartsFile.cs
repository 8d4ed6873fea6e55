using System.Collections.Immutable;
using System.Globalization;
using Precocial.Tasks;

namespace Precocial.Cli;

/// <summary>Start states of episodes in a CSV file: a header with the environment's columns, in any order;
/// others are ignored.</summary>
internal static class StartsFile
{
    private const int MostRows = 1_000_000;

    public static EpisodeStarts Read(string path, IEnvironment environment)
    {
        IReadOnlyList<string> wanted = ColumnsOf(environment);
        string name = Path.GetFileName(path);
        using StreamReader file = File.OpenText(path);
        string[] header = (file.ReadLine() ?? "").Split(',', StringSplitOptions.TrimEntries);
        int[] columns = [.. wanted.Select(column => Array.IndexOf(header, column))];
        if (columns.Contains(-1))
        {
            throw new UsageException($"{name}: the first line must name the columns {string.Join(", ", wanted)}, but is "
                + $"'{string.Join(',', header)}'.");
        }
        var states = new List<ImmutableArray<double>>();
        for (int line = 2; file.ReadLine() is { } text && states.Count < MostRows; line++)
        {
            if (text.Length > 0)
                states.Add(State(text.Split(','), columns, $"{name}, line {line}"));
        }
        return states.Count > 0
            ? EpisodeStarts.FromStates(states)
            : throw new UsageException($"{name}: there is no start state below the first line.");
    }

    /// <summary>One start state, typed on the command line.</summary>
    public static EpisodeStarts Typed(string option, string text, IEnvironment environment)
    {
        IReadOnlyList<string> wanted = ColumnsOf(environment);
        double[] numbers = WeightText.List(option, text);
        return numbers.Length == wanted.Count
            ? EpisodeStarts.FromStates([[.. numbers]])
            : throw new UsageException($"{option} must be {wanted.Count} numbers ({string.Join(", ", wanted)}), but has "
                + $"{numbers.Length}.");
    }

    private static IReadOnlyList<string> ColumnsOf(IEnvironment environment) => environment is IStartable startable
        ? startable.StartColumns
        : throw new UsageException($"Episodes of {environment.Spec.Name} cannot begin in a given state: use seeds.");

    private static ImmutableArray<double> State(string[] cells, int[] columns, string place)
    {
        var state = ImmutableArray.CreateBuilder<double>(columns.Length);
        foreach (int column in columns)
        {
            string cell = column < cells.Length ? cells[column].Trim() : "";
            bool proper = double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
            state.Add(proper && double.IsFinite(value)
                ? value
                : throw new UsageException($"{place}: a start state has finite numbers, but found '{cell}'."));
        }
        return state.MoveToImmutable();
    }
}
