using System.Collections.Immutable;
using System.Text.Json;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Reads the settings of one <see cref="Primitive"/> from a saved file, and trusts none of
/// it.</summary>
/// <remarks>A missing setting has its default where the caller gives one. A setting that nobody read is an
/// error: it would mean that the file says something which this version ignores.</remarks>
internal sealed class SettingReader(JsonElement json, string where)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>Whether a setting is there.</summary>
    public bool Has(string name) => json.TryGetProperty(name, out _);

    /// <summary>A whole number in 1..<paramref name="max"/>.</summary>
    public int Positive(string name, int? absent = null, int max = 1 << 24)
    {
        if (!TryGet(name, out JsonElement value))
            return absent ?? throw Expected(name, "a whole number", "nothing");
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
            && number >= 1 && number <= max
            ? number
            : throw Expected(name, $"a whole number from 1 to {max}", Excerpt(value));
    }

    /// <summary>A whole number in 0..<paramref name="max"/>.</summary>
    public int Whole(string name, int? absent = null, int max = 1 << 24)
    {
        if (!TryGet(name, out JsonElement value))
            return absent ?? throw Expected(name, "a whole number", "nothing");
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
            && number >= 0 && number <= max
            ? number
            : throw Expected(name, $"a whole number from 0 to {max}", Excerpt(value));
    }

    /// <summary>A finite number in [<paramref name="min"/>, <paramref name="max"/>].</summary>
    public float Number(string name, float absent, float min, float max)
    {
        if (!TryGet(name, out JsonElement value))
            return absent;
        return value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float number)
            && number >= min && number <= max
            ? number
            : throw Expected(name, $"a number from {min} to {max}", Excerpt(value));
    }

    /// <summary>True or false.</summary>
    public bool Truth(string name, bool absent)
    {
        if (!TryGet(name, out JsonElement value))
            return absent;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw Expected(name, "true or false", Excerpt(value));
    }

    /// <summary>A word.</summary>
    public string Word(string name)
    {
        if (!TryGet(name, out JsonElement value) || value.ValueKind != JsonValueKind.String)
            throw Expected(name, "a word", json.TryGetProperty(name, out value) ? Excerpt(value) : "nothing");
        return value.GetString()!;
    }

    /// <summary>Finite numbers.</summary>
    public ImmutableArray<float> Numbers(string name)
    {
        JsonElement list = List(name);
        var numbers = ImmutableArray.CreateBuilder<float>(list.GetArrayLength());
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetSingle(out float number)
                || !float.IsFinite(number))
                throw Expected(name, "finite numbers only", Excerpt(item));
            numbers.Add(number);
        }
        return numbers.MoveToImmutable();
    }

    /// <summary>Whole numbers.</summary>
    public ImmutableArray<int> Integers(string name)
    {
        JsonElement list = List(name);
        var numbers = ImmutableArray.CreateBuilder<int>(list.GetArrayLength());
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out int number))
                throw Expected(name, "whole numbers only", Excerpt(item));
            numbers.Add(number);
        }
        return numbers.MoveToImmutable();
    }

    /// <summary>Padding, top, left, bottom, right: null where absent.</summary>
    public Pads? Pads(string name)
    {
        if (!TryGet(name, out _))
            return null;
        return Integers(name) is [var top, var left, var bottom, var right]
            && new Pads(top, left, bottom, right) is { IsSound: true } pads
            ? pads
            : throw Expected(name, "four numbers from 0 to 1023", "others");
    }

    /// <summary>A shape with axes of at least 1.</summary>
    public Shape Shape(string name)
    {
        JsonElement list = List(name);
        if (list.GetArrayLength() is 0 or > Tensors.Shape.MaxRank)
            throw Expected(name, $"1 to {Tensors.Shape.MaxRank} axes", Excerpt(list));
        var axes = new List<int>();
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out int axis) || axis < 1)
                throw Expected(name, "axes that are whole numbers of at least 1", Excerpt(list));
            axes.Add(axis);
        }
        return Tensors.Shape.Create(axes.ToArray());
    }

    /// <summary>Names of nodes: an empty list where absent.</summary>
    public IReadOnlyList<string> Words(string name)
    {
        if (!TryGet(name, out _))
            return [];
        var words = new List<string>();
        foreach (JsonElement item in List(name).EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
                throw Expected(name, "names only", Excerpt(item));
            words.Add(item.GetString()!);
        }
        return words;
    }

    /// <summary>Checks that every setting was read, and none stands there twice.</summary>
    public void Finish()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (!_read.Contains(property.Name))
                throw Expected(property.Name, $"only {string.Join(", ", _read)}", "this setting");
            if (!seen.Add(property.Name))
                throw Expected(property.Name, "each setting once", "it twice");
        }
    }

    /// <summary>An error that says where, what was expected and what is there.</summary>
    public GraphException Expected(string name, string expected, string found) =>
        new($"{where}.{name}: expected {expected}, but found {found}.");

    /// <summary>A list of anything.</summary>
    public JsonElement List(string name)
    {
        if (!TryGet(name, out JsonElement value))
            throw Expected(name, "a list", "nothing");
        return value.ValueKind == JsonValueKind.Array
            ? value
            : throw Expected(name, "a list", Excerpt(value));
    }

    private bool TryGet(string name, out JsonElement value)
    {
        _read.Add(name);
        return json.TryGetProperty(name, out value);
    }

    private static string Excerpt(JsonElement value)
    {
        string text = value.GetRawText().ReplaceLineEndings(" ");
        return text.Length <= 40 ? text : text[..40] + "...";
    }
}
