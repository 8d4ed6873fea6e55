using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

/// <summary>Damages a text as broken tools and hostile hands would: bytes, numbers, words, cuts,
/// copies.</summary>
internal static class Mutation
{
    private static readonly string[] Splices =
    [
        "-1", "0", "1e400", "9999999999999999999", "2147483647", "null", "true", "\"\"", "[", "]", "{", "}",
        ",", ":", "\\u0000",
        "\\ud800", "\uFFFD", "\"inputs\": [\"head\"]", "NaN", "[[[[[[[[[[[[[[[[",
    ];

    public static string Of(string text, Rng rng)
    {
        for (int edits = 1 + rng.Next(3); edits > 0 && text.Length > 4; edits--)
        {
            int at = rng.Next(text.Length), length = Math.Min(rng.Next(12), text.Length - at);
            text = rng.Next(6) switch
            {
                0 => text[..at] + (char)(1 + rng.Next(127)) + text[(at + 1)..],
                1 => text.Remove(at, length),
                2 => text.Insert(at, Splices[rng.Next(Splices.Length)]),
                3 => text[..at],
                4 => text.Insert(rng.Next(text.Length), text.Substring(at, length)),
                _ => ReplaceNumber(text, at, Splices[rng.Next(6)]),
            };
        }
        return text;
    }

    private static string ReplaceNumber(string text, int from, string by)
    {
        int start = text.AsSpan(from).IndexOfAnyInRange('0', '9');
        if (start < 0)
            return text + by;
        start += from;
        int end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return text[..start] + by + text[end..];
    }
}
