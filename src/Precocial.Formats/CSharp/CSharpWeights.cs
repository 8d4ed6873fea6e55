using System.Runtime.InteropServices;
using System.Text;

namespace Precocial.Formats.CSharp;

/// <summary>The constants of a generated file: one array of float32, addressed by offset and length, and
/// lists of integers.</summary>
internal sealed class CSharpWeights
{
    private const int LineLength = 120;

    private readonly List<float> _values = [];
    private readonly List<int[]> _lists = [];

    /// <summary>Stores values, and gives the expression that reads them.</summary>
    public string Add(ReadOnlySpan<float> values)
    {
        string expression = $"W({_values.Count}, {values.Length})";
        _values.AddRange(values);
        return expression;
    }

    /// <summary>Stores integers, and gives the expression that reads them.</summary>
    public string Add(IEnumerable<int> values)
    {
        _lists.Add([.. values]);
        return $"Integers{_lists.Count}";
    }

    /// <summary>The properties that hold the lists of integers; a compiler lays their numbers into the
    /// assembly's data.</summary>
    public string Lists()
    {
        var text = new StringBuilder();
        for (int i = 0; i < _lists.Count; i++)
        {
            text.Append($"    private static ReadOnlySpan<int> Integers{i + 1} =>\n    [");
            int column = LineLength;
            foreach (int value in _lists[i])
            {
                string number = $"{value},";
                if (column + number.Length >= LineLength)
                {
                    text.Append("\n       ");
                    column = 7;
                }
                text.Append(' ').Append(number);
                column += 1 + number.Length;
            }
            text.Append("\n    ];\n\n");
        }
        return text.ToString();
    }

    /// <summary>The property that holds everything as base64. A UTF-8 literal lies in the assembly's data, so
    /// that it is not bound by the 16 MiB of an assembly's ordinary strings.</summary>
    public string Literal()
    {
        string text = Convert.ToBase64String(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_values)));
        var literal = new StringBuilder("    private static ReadOnlySpan<byte> Text => \"\"\"\n");
        for (int start = 0; start < text.Length; start += LineLength)
        {
            int length = Math.Min(LineLength, text.Length - start);
            literal.Append("        ").Append(text.AsSpan(start, length)).Append('\n');
        }
        if (text.Length == 0)
            literal.Append('\n');
        return literal.Append("        \"\"\"u8;\n").ToString();
    }
}
