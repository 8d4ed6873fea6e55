using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Ranks by one number: the larger is better.</summary>
public sealed class ByScore : IRanking<Score>, IPopulationRanking<Score>
{
    /// <inheritdoc/>
    public bool Improves(Score a, Score b) => a.Value > b.Value;

    /// <inheritdoc/>
    public int Compare(Score a, Score b) => a.CompareTo(b);

    /// <inheritdoc/>
    public int Select(IReadOnlyList<Score> population, ReadOnlySpan<int> contenders)
    {
        int best = contenders[0];
        foreach (int i in contenders[1..])
        {
            if (population[i].Value > population[best].Value)
                best = i;
        }
        return best;
    }

    /// <inheritdoc/>
    public int[] Rank(IReadOnlyList<Score> population, Rng rng) =>
        Ranks.Of([.. Enumerable.Range(0, population.Count).OrderByDescending(i => population[i].Value)]);

    /// <inheritdoc/>
    public double Merit(Score feedback) => feedback.Value;
}
