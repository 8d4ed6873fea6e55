using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>One successive halving: n configurations at r epochs, the best 1/η of them at r·η, and so on
/// until R.</summary>
/// <param name="S">How many times it halves (by η): its rungs are S + 1.</param>
/// <param name="Rungs">From the bottom up.</param>
public sealed record Bracket(int S, ImmutableArray<Rung> Rungs)
{
    /// <summary>Epochs trained in all, when a training goes on where the rung before stopped.</summary>
    public int Epochs
    {
        get
        {
            int sum = 0, before = 0;
            foreach (var rung in Rungs)
            {
                sum += rung.Count * (rung.Epochs - before);
                before = rung.Epochs;
            }
            return sum;
        }
    }

    /// <summary>How many networks are judged, each rung for itself.</summary>
    public int Judgements => Rungs.Sum(rung => rung.Count);

    /// <summary>Its rungs: <c>27@1, 9@3, 3@9, 1@27</c>.</summary>
    public override string ToString() =>
        string.Join(", ", Rungs.Select(rung => $"{rung.Count}@{rung.Epochs}"));

    /// <summary>The bracket that halves s times and ends after R epochs.</summary>
    /// <param name="s">How many times it halves.</param>
    /// <param name="count">n: how many begin.</param>
    /// <param name="maxEpochs">R: after how many epochs it ends.</param>
    /// <param name="eta">η: one in so many goes on; at least 2.</param>
    /// <remarks>Rung i has ⌊n·η^−i⌋ at R·η^(i−s) epochs, rounded, at least 1 of each. Source: Li et al.,
    /// "Hyperband", JMLR 2018, algorithm 1, lines 4 to 7.</remarks>
    public static Bracket Of(int s, int count, int maxEpochs, int eta)
    {
        var rungs = ImmutableArray.CreateBuilder<Rung>(s + 1);
        long power = 1, share = (long)Math.Pow(eta, s);
        for (int i = 0; i <= s; i++, power *= eta, share /= eta)
        {
            double epochs = Math.Round((double)maxEpochs / share, MidpointRounding.AwayFromZero);
            rungs.Add(new(Math.Max((int)(count / power), 1), (int)Math.Max(epochs, 1)));
        }
        return new(s, rungs.MoveToImmutable());
    }
}

/// <summary>A step of a bracket.</summary>
/// <param name="Count">How many configurations are judged.</param>
/// <param name="Epochs">After how many epochs in all.</param>
public readonly record struct Rung(int Count, int Epochs);
