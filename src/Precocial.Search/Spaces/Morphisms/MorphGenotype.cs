using System.Collections.Immutable;
using System.Globalization;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>A member of a <see cref="MorphismSpace"/>: what is done to the start, and with which part of it
/// begins what its parent had not. A value.</summary>
/// <param name="Edits">All edits, the first first.</param>
/// <param name="Inherited">How many of them its parent has, from which it takes its weights; null for none:
/// it starts from weights of its own.</param>
public sealed record MorphGenotype(ImmutableArray<Morphism> Edits, int? Inherited = null)
{
    private const string StartWord = "start", ChildWord = "child of ";

    /// <inheritdoc/>
    public bool Equals(MorphGenotype? other) =>
        other is not null && Inherited == other.Inherited && Edits.SequenceEqual(other.Edits);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Inherited);
        foreach (var edit in Edits)
            hash.Add(edit);
        return hash.ToHashCode();
    }

    /// <summary>The text that <see cref="Parse"/> reads: <c>start</c>, <c>start: edits</c> or <c>child of 2:
    /// edits</c> where the parent has the first two of them.</summary>
    public override string ToString()
    {
        string head = Inherited is { } inherited ? $"{ChildWord}{inherited}" : StartWord;
        return Edits.IsEmpty ? head : $"{head}: {string.Join("; ", Edits)}";
    }

    /// <summary>The inverse of <see cref="ToString"/>.</summary>
    /// <exception cref="FormatException">The text is not a list of edits with a beginning.</exception>
    public static MorphGenotype Parse(string text)
    {
        int colon = text.IndexOf(':');
        string head = colon < 0 ? text : text[..colon];
        var edits = colon < 0 ? [] : Morphism.ParseList(text[(colon + 1)..]);
        if (head == StartWord)
            return new(edits);
        bool isChild = head.StartsWith(ChildWord, StringComparison.Ordinal);
        int inherited = edits.Length;
        isChild = isChild && int.TryParse(head[ChildWord.Length..], NumberStyles.None,
            CultureInfo.InvariantCulture, out inherited);
        return isChild && inherited < edits.Length
            ? new(edits, inherited)
            : throw new FormatException($"A member of a morphism space begins with '{StartWord}' or "
                + $"'{ChildWord}' and less than its number of edits, but with '{head}'.");
    }
}
