namespace Precocial.Tasks;

/// <summary>Walks the fields of RFC 4180 text: quoted fields may hold separators, line ends and doubled
/// quotes.</summary>
internal ref struct CsvCursor
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly byte _separator;
    private readonly string _path;
    private int _at;
    private byte[] _unquoted = [];

    public CsvCursor(ReadOnlySpan<byte> text, string path)
    {
        _text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        _path = path;
        _separator = Separator(_text);
        SkipBlankLines();
    }

    /// <summary>The line that the next field starts on, from 1.</summary>
    public int Line { get; private set; } = 1;

    public readonly bool AtEnd => _at >= _text.Length;

    /// <summary>The next field, without its quotes; valid until the next call.</summary>
    /// <param name="last">Whether the record ends with it.</param>
    public ReadOnlySpan<byte> Next(out bool last)
    {
        if (_at < _text.Length && _text[_at] == '"')
            return Quoted(out last);
        var rest = _text[_at..];
        int length = rest.IndexOfAny(_separator, (byte)'\n', (byte)'\r');
        if (length < 0)
            length = rest.Length;
        _at += length;
        last = End();
        return rest[..length].Trim((byte)' ');
    }

    private ReadOnlySpan<byte> Quoted(out bool last)
    {
        int opened = Line, start = ++_at, written = 0;
        bool doubled = false;
        while (true)
        {
            int length = _text[_at..].IndexOf((byte)'"');
            if (length < 0)
                throw new DataException($"{_path}, line {opened}: a quote is opened and never closed. Close "
                    + "it, or double quotes inside a field.");
            Line += _text.Slice(_at, length).Count((byte)'\n');
            _at += length + 1;
            if (_at >= _text.Length || _text[_at] != '"')
                break;
            doubled = true;
            _at++;
        }
        var raw = _text[start..(_at - 1)];
        if (_at < _text.Length && _text[_at] != _separator && _text[_at] is not ((byte)'\n' or (byte)'\r'))
            throw new DataException($"{_path}, line {Line}: text after a closing quote, where a separator or "
                + "a line end was expected. Double quotes inside a field.");
        last = End();
        if (!doubled)
            return raw;
        if (_unquoted.Length < raw.Length)
            _unquoted = new byte[raw.Length];
        for (int i = 0; i < raw.Length; i++)
        {
            _unquoted[written++] = raw[i];
            if (raw[i] == '"')
                i++;
        }
        return _unquoted.AsSpan(0, written);
    }

    /// <summary>Steps over what ends a field; true at the end of a record.</summary>
    private bool End()
    {
        if (_at < _text.Length && _text[_at] == _separator)
        {
            _at++;
            return false;
        }
        SkipBlankLines();
        return true;
    }

    private void SkipBlankLines()
    {
        for (; _at < _text.Length && _text[_at] is (byte)'\n' or (byte)'\r'; _at++)
        {
            // A lone carriage return ends a line too (old Macintosh files).
            if (_text[_at] == '\n' || _at + 1 >= _text.Length || _text[_at + 1] != '\n')
                Line++;
        }
    }

    /// <summary>Comma, unless the first line has none and has semicolons or tabs.</summary>
    private static byte Separator(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAny((byte)'\n', (byte)'\r');
        var first = end < 0 ? text : text[..end];
        foreach (byte candidate in ",;\t"u8)
        {
            if (first.Contains(candidate))
                return candidate;
        }
        return (byte)',';
    }
}
