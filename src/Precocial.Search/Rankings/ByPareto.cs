using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Ranks by constraint domination; within a front the less crowded network wins.</summary>
/// <remarks>
/// Source: Deb et al., NSGA-II, IEEE TEC 2002, §III: the crowded-comparison operator. <see cref="Improves"/>
/// is domination, so a local search stops where no neighbour dominates. <see cref="Compare"/> orders by
/// violation, then by the first objective, then by the next ones: its maximum always lies on the Pareto
/// front.
/// </remarks>
public sealed class ByPareto : IRanking<Objectives>, IPopulationRanking<Objectives>
{
    /// <inheritdoc/>
    public bool Improves(Objectives a, Objectives b) => a.Dominates(b);

    /// <inheritdoc/>
    public int Compare(Objectives a, Objectives b)
    {
        int order = b.Violation.CompareTo(a.Violation);
        for (int i = 0; order == 0 && i < a.Values.Length; i++)
            order = a.Values[i].CompareTo(b.Values[i]);
        return order;
    }

    /// <inheritdoc/>
    public int Select(IReadOnlyList<Objectives> population, ReadOnlySpan<int> contenders)
    {
        int[] front = NonDominatedSorting.Fronts(population);
        double[] distance = NonDominatedSorting.CrowdingDistances(population, front);
        int best = contenders[0];
        foreach (int i in contenders[1..])
        {
            if (front[i] < front[best] || (front[i] == front[best] && distance[i] > distance[best]))
                best = i;
        }
        return best;
    }

    /// <inheritdoc/>
    public int[] Rank(IReadOnlyList<Objectives> population, Rng rng)
    {
        int[] front = NonDominatedSorting.Fronts(population);
        double[] distance = NonDominatedSorting.CrowdingDistances(population, front);
        return Ranks.Of([.. Enumerable.Range(0, population.Count)
            .OrderBy(i => front[i]).ThenByDescending(i => distance[i])]);
    }

    /// <summary>The first objective; of a network that breaks limits less than any number.</summary>
    public double Merit(Objectives feedback) =>
        feedback.Violation > 0 ? double.NegativeInfinity : feedback.Values[0];
}
