using Spectre.Console;

namespace Precocial.Cli;

/// <summary>A table on standard output: drawn in a terminal, plain columns in a file or pipe.</summary>
internal sealed class TextTable
{
    // Wide enough that nothing is ever wrapped or cut in a file.
    private const int PlainWidth = 10_000;
    private readonly Table _table = new();

    public TextTable(params ReadOnlySpan<string> columns)
    {
        foreach (string column in columns)
            _table.AddColumn(new TableColumn(new Text(column)).NoWrap());
    }

    public TextTable Row(params ReadOnlySpan<string> cells)
    {
        _table.AddRow(cells.ToArray().Select(cell => new Text(cell)));
        return this;
    }

    /// <summary>Lines numbers up on the right; columns count from 0.</summary>
    public TextTable AlignRight(params ReadOnlySpan<int> columns)
    {
        foreach (int column in columns)
            _table.Columns[column].RightAligned();
        return this;
    }

    public void Write()
    {
        IAnsiConsole console =
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        bool plain = Console.IsOutputRedirected;
        if (plain)
            console.Profile.Width = PlainWidth;
        _table.Border = plain ? TableBorder.None : TableBorder.Simple;
        console.Write(_table);
    }
}
