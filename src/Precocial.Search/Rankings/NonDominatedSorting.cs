namespace Precocial.Search;

/// <summary>Sorts a population into Pareto fronts and measures how crowded each member's place is.</summary>
/// <remarks>Source: Deb et al., NSGA-II, IEEE TEC 2002, §III.A (fast non-dominated sort) and §III.B (crowding
/// distance). Fronts: O(objectives · n²).</remarks>
public static class NonDominatedSorting
{
    /// <summary>The front that each member is in: 0 when nobody dominates it, 1 when only front 0 does, and
    /// so on.</summary>
    public static int[] Fronts(IReadOnlyList<Objectives> population)
    {
        int n = population.Count;
        var dominators = new int[n];
        var dominated = new List<int>[n];
        for (int p = 0; p < n; p++)
        {
            dominated[p] = [.. Enumerable.Range(0, n).Where(q => population[p].Dominates(population[q]))];
            foreach (int q in dominated[p])
                dominators[q]++;
        }
        return Peel(dominators, dominated);
    }

    /// <summary>For each member, the sum over objectives of the gap between its two neighbours in its front,
    /// relative to the front's extent; infinite at the ends of a front.</summary>
    public static double[] CrowdingDistances(IReadOnlyList<Objectives> population, int[] fronts)
    {
        var distance = new double[population.Count];
        foreach (var group in Enumerable.Range(0, population.Count).GroupBy(i => fronts[i]))
        {
            int[] members = [.. group];
            for (int m = 0; m < population[members[0]].Values.Length; m++)
                AddGaps(population, members, m, distance);
        }
        return distance;
    }

    private static int[] Peel(int[] dominators, List<int>[] dominated)
    {
        var fronts = new int[dominators.Length];
        List<int> current = [.. Enumerable.Range(0, dominators.Length).Where(p => dominators[p] == 0)];
        for (int front = 0; current.Count > 0; front++)
        {
            List<int> next = [];
            foreach (int p in current)
            {
                fronts[p] = front;
                next.AddRange(dominated[p].Where(q => --dominators[q] == 0));
            }
            current = next;
        }
        return fronts;
    }

    private static void AddGaps(IReadOnlyList<Objectives> population, int[] members, int m, double[] distance)
    {
        // Stable, so that equal values keep the order of the population on every machine.
        int[] order = [.. members.OrderBy(i => population[i].Values[m])];
        double extent = population[order[^1]].Values[m] - population[order[0]].Values[m];
        distance[order[0]] = distance[order[^1]] = double.PositiveInfinity;
        for (int i = 1; i < order.Length - 1 && extent > 0; i++)
        {
            double gap = population[order[i + 1]].Values[m] - population[order[i - 1]].Values[m];
            distance[order[i]] += gap / extent;
        }
    }
}
