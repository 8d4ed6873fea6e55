using System.Globalization;

namespace Precocial.Search;

/// <summary>Several beginnings of a search by generations, one after the other; the best of them goes on.</summary>
/// <remarks>Neuroevolution settles early on a way to do the task, and seldom leaves it: which one is a matter of luck.
/// A heat is cheap beside the whole. A heat's score is the mean, over its last generations, of their best
/// merit.</remarks>
/// <param name="Count">How many; 1 for a search with one beginning.</param>
/// <param name="Length">Generations of each; at least 1.</param>
public sealed record Heats(int Count, int Length)
{
    // The best of one generation owes much to the conditions that it happened to meet.
    private const int Judged = 8;

    /// <summary>One beginning.</summary>
    public static Heats None { get; } = new(1, 1);

    /// <summary>Whether there are several.</summary>
    public bool IsSeveral => Count > 1;

    /// <summary>Generations of all together; 0 for one beginning.</summary>
    public int Generations => IsSeveral ? Count * Length : 0;

    /// <summary>The heat that a generation belongs to, from 1; null behind all of them.</summary>
    public int? Of(int generation) => generation < Generations ? generation / Length + 1 : null;

    /// <summary>How they are written: <c>8x64</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count}x{Length}");

    /// <summary>Whether a heat begins with a generation, the first of all included.</summary>
    internal bool Begins(int generation) => generation < Generations && generation % Length == 0;

    /// <summary>Whether the last generation of a curve is the last of the best heat so far.</summary>
    internal bool EndsAhead(IReadOnlyList<GenerationRow> curve)
    {
        if (curve.Count > Generations || curve.Count % Length != 0)
            return false;
        int last = curve.Count / Length - 1;
        double score = Score(curve, last);
        return Enumerable.Range(0, last).All(heat => score > Score(curve, heat));
    }

    internal void Check()
    {
        if (Count < 1 || Length < 1)
            throw new ArgumentException($"There are 1 or more heats of 1 or more generations, but not {this}.");
    }

    private double Score(IReadOnlyList<GenerationRow> curve, int heat)
    {
        int judged = Math.Min(Judged, Length), end = (heat + 1) * Length;
        double sum = 0;
        for (int i = end - judged; i < end; i++)
            sum += double.IsNaN(curve[i].Max) ? double.NegativeInfinity : curve[i].Max;
        return sum / judged;
    }
}
