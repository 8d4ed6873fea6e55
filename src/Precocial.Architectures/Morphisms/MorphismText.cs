using System.Collections.Immutable;
using System.Globalization;

namespace Precocial.Architectures;

/// <summary>The text of edits: a verb, names in quotes, numbers and words; semicolons between
/// edits.</summary>
internal sealed class MorphismText
{
    private static readonly Dictionary<string, Func<MorphismText, Morphism>> Readers =
        new(StringComparer.Ordinal)
        {
            [Net2Wider.Verb] = Net2Wider.Read,
            [Net2Deeper.Verb] = Net2Deeper.Read,
            [SkipByAdd.Verb] = SkipByAdd.Read,
            [SkipByConcat.Verb] = SkipByConcat.Read,
            [GrowKernel.Verb] = GrowKernel.Read,
        };

    private readonly string _text;
    private int _at;

    private MorphismText(string text) => _text = text;

    public static ImmutableArray<Morphism> Read(string text)
    {
        var edits = ImmutableArray.CreateBuilder<Morphism>();
        var reader = new MorphismText(text);
        do
        {
            string verb = reader.Word();
            edits.Add(Readers.TryGetValue(verb, out Func<MorphismText, Morphism>? read)
                ? read(reader)
                : throw reader.Expected($"one of {string.Join(", ", Readers.Keys)}", verb));
        }
        while (reader.GoesOn());
        return edits.ToImmutable();
    }

    /// <summary>A node's name, in quotes.</summary>
    public string Name()
    {
        SkipSpaces();
        int end = _at < _text.Length && _text[_at] == '"' ? _text.IndexOf('"', _at + 1) : -1;
        if (end < 0)
            throw Expected("a node's name in quotes", _text[_at..]);
        string name = _text[(_at + 1)..end];
        _at = end + 1;
        return name;
    }

    public string Word()
    {
        SkipSpaces();
        int start = _at;
        while (_at < _text.Length && _text[_at] is not (' ' or ';' or '"'))
            _at++;
        return _text[start.._at];
    }

    /// <summary>A whole number from 0 on.</summary>
    public int Number()
    {
        string word = Word();
        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Expected("a number", word);
    }

    /// <summary>Which of two words stands next: true for the first.</summary>
    public bool Choice(string first, string second)
    {
        string word = Word();
        return word == first || (word == second ? false : throw Expected($"{first} or {second}", word));
    }

    /// <summary>A value of an enumeration in lower case.</summary>
    public T Choice<T>()
        where T : struct, Enum
    {
        string word = Word();
        foreach (T value in Enum.GetValues<T>())
        {
            if (value.ToString().ToLowerInvariant() == word)
                return value;
        }
        throw Expected($"one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}", word);
    }

    private bool GoesOn()
    {
        SkipSpaces();
        if (_at == _text.Length)
            return false;
        return _text[_at++] == ';' ? true : throw Expected("a semicolon or the end", _text[(_at - 1)..]);
    }

    private void SkipSpaces()
    {
        while (_at < _text.Length && _text[_at] == ' ')
            _at++;
    }

    private FormatException Expected(string what, string found) =>
        new($"Edits, character {_at}: expected {what}, but found "
            + $"'{(found.Length <= 60 ? found : found[..60])}'.");
}
