using System.Text;

namespace Precocial;

/// <summary>Lines of a text, none of which may be longer than a bound: a file cannot make the reader allocate
/// what it likes.</summary>
internal sealed class BoundedLines(TextReader reader, int longest)
{
    private readonly char[] _block = new char[4096];
    private readonly StringBuilder _line = new();
    private int _start, _end;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line without its end; null after the last one.</summary>
    /// <exception cref="InvalidDataException">It is too long.</exception>
    public string? Next()
    {
        _line.Clear();
        while (Fill())
        {
            ReadOnlySpan<char> rest = _block.AsSpan(_start, _end - _start);
            int end = rest.IndexOf('\n');
            Append(end < 0 ? rest : rest[..end]);
            _start += end < 0 ? rest.Length : end + 1;
            if (end >= 0)
                return Take();
        }
        return _line.Length > 0 ? Take() : null;
    }

    private bool Fill()
    {
        if (_start < _end)
            return true;
        _start = 0;
        _end = reader.Read(_block);
        return _end > 0;
    }

    private void Append(ReadOnlySpan<char> text)
    {
        if (_line.Length + text.Length > longest)
            throw new InvalidDataException($"line {Number + 1}: a line has at most {longest} characters, but "
                + "this one is longer.");
        _line.Append(text);
    }

    private string Take()
    {
        Number++;
        return _line.ToString().TrimEnd('\r');
    }
}
