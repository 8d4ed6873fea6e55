using System.Collections.Immutable;
using System.Globalization;

namespace Precocial.Search;

/// <summary>A member of a relaxed space: α, one logit for each operation of each edge. A value: two are equal
/// when every bit is.</summary>
/// <remarks>A row is an edge of a cell, and all cells of one kind share it. An edge's output is the sum of
/// its operations' weighted with <see cref="Shares"/>. Source: Liu, Simonyan and Yang, "DARTS", ICLR 2019,
/// §2.2.</remarks>
public sealed class Mixture : IEquatable<Mixture>
{
    /// <summary>Logits.</summary>
    /// <param name="rows">How many edges.</param>
    /// <param name="operations">How many operations an edge chooses among.</param>
    /// <param name="alpha">Row after row; finite.</param>
    /// <exception cref="ArgumentException">The logits are not rows × operations finite numbers.</exception>
    public Mixture(int rows, int operations, ImmutableArray<float> alpha)
    {
        if (rows < 1 || operations < 1 || alpha.Length != rows * operations || !alpha.All(float.IsFinite))
        {
            throw new ArgumentException($"α must be {rows} x {operations} finite numbers, at least one, but "
                + $"is {alpha.Length} numbers, of which {alpha.Count(float.IsFinite)} are finite.",
                nameof(alpha));
        }
        (Rows, Operations, Alpha) = (rows, operations, alpha);
    }

    /// <summary>How many edges there are.</summary>
    public int Rows { get; }

    /// <summary>How many operations each edge chooses among.</summary>
    public int Operations { get; }

    /// <summary>The logits, row after row.</summary>
    public ImmutableArray<float> Alpha { get; }

    /// <summary>The mean over the edges of the shares' entropy, divided by that of equal shares: 1 when
    /// nothing is chosen yet, 0 when every edge has one operation.</summary>
    public double Entropy => Operations == 1 ? 0 : Enumerable.Range(0, Rows)
        .Average(row => -Shares(row).Sum(p => p > 0 ? p * Math.Log(p) : 0)) / Math.Log(Operations);

    /// <summary>The logits of an edge.</summary>
    public ReadOnlySpan<float> Row(int row) => Alpha.AsSpan(row * Operations, Operations);

    /// <summary>softmax of an edge's logits: they add up to 1.</summary>
    public double[] Shares(int row)
    {
        double[] logits = [.. Row(row).ToArray()];
        double largest = logits.Max();
        double[] terms = [.. logits.Select(logit => Math.Exp(logit - largest))];
        double sum = terms.Sum();
        return [.. terms.Select(term => term / sum)];
    }

    /// <inheritdoc/>
    public bool Equals(Mixture? other) => other is not null && Rows == other.Rows
        && Operations == other.Operations && Bits.SequenceEqual(other.Bits);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Mixture);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Rows);
        hash.AddBytes(Bits);
        return hash.ToHashCode();
    }

    /// <summary>Rows separated by semicolons, logits by spaces; <see cref="Parse"/> gives the same
    /// bits.</summary>
    public override string ToString() => string.Join(';', Enumerable.Range(0, Rows).Select(row =>
        string.Join(' ', Row(row).ToArray().Select(x => x.ToString("R", CultureInfo.InvariantCulture)))));

    /// <summary>The inverse of <see cref="ToString"/>.</summary>
    /// <exception cref="FormatException">The text is not α of this size.</exception>
    public static Mixture Parse(string text, int rows, int operations)
    {
        string[][] words = [.. text.Split(';').Select(row => row.Split(' '))];
        var alpha = ImmutableArray.CreateBuilder<float>(rows * operations);
        bool fits = words.Length == rows && words.All(row => row.Length == operations);
        foreach (string word in fits ? words.SelectMany(row => row) : [])
        {
            fits &= float.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out float logit)
                && float.IsFinite(logit);
            alpha.Add(logit);
        }
        return fits
            ? new Mixture(rows, operations, alpha.ToImmutable())
            : throw new FormatException($"A mixture of this space is {rows} rows, separated by ';', of "
                + $"{operations} finite numbers, but the text is "
                + $"'{(text.Length <= 80 ? text : text[..80] + "...")}'.");
    }

    private ReadOnlySpan<byte> Bits => System.Runtime.InteropServices.MemoryMarshal.AsBytes(Alpha.AsSpan());
}
