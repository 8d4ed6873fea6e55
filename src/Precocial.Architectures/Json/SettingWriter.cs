using System.Text.Json;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Writes the settings of one <see cref="Primitive"/>: the inverse of
/// <see cref="SettingReader"/>.</summary>
public sealed class SettingWriter
{
    private readonly Utf8JsonWriter _json;

    internal SettingWriter(Utf8JsonWriter json) => _json = json;

    /// <summary>Writes a whole number.</summary>
    public void Write(string name, int value) => _json.WriteNumber(name, value);

    /// <summary>Writes a number; read back bit for bit.</summary>
    public void Write(string name, float value) => _json.WriteNumber(name, value);

    /// <summary>Writes a truth value.</summary>
    public void Write(string name, bool value) => _json.WriteBoolean(name, value);

    /// <summary>Writes a word.</summary>
    public void Write(string name, string value) => _json.WriteString(name, value);

    /// <summary>Writes a list of numbers.</summary>
    public void Write(string name, ReadOnlySpan<float> values)
    {
        _json.WriteStartArray(name);
        foreach (float value in values)
            _json.WriteNumberValue(value);
        _json.WriteEndArray();
    }

    /// <summary>Writes a list of whole numbers.</summary>
    public void Write(string name, ReadOnlySpan<int> values)
    {
        _json.WriteStartArray(name);
        foreach (int value in values)
            _json.WriteNumberValue(value);
        _json.WriteEndArray();
    }

    /// <summary>Writes the axes of a shape.</summary>
    public void Write(string name, Shape shape)
    {
        _json.WriteStartArray(name);
        foreach (int axis in shape)
            _json.WriteNumberValue(axis);
        _json.WriteEndArray();
    }
}
