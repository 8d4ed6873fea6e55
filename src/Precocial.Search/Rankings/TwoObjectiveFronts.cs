namespace Precocial.Search;

/// <summary>Sorts a population with two objectives into Pareto fronts, in O(n log n).</summary>
/// <remarks>
/// Members are taken from the best first objective downwards; then the last member that joined a front has
/// the best second objective there, and tells alone whether the front dominates the next one; fronts that do
/// come before those that do not, so the front is found by halving. Its nearest neighbour:
/// <see cref="NonDominatedSorting"/>, any number of objectives and limits. Source: Jensen, "Reducing the
/// run-time complexity of multiobjective EAs", IEEE TEC 2003.
/// </remarks>
public static class TwoObjectiveFronts
{
    /// <summary>The front of each member: 0 when nobody dominates it.</summary>
    /// <param name="first">One number for each member; larger is better.</param>
    /// <param name="second">As many.</param>
    public static int[] Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var keys = new (double First, double Second, int Member)[first.Length];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = (first[i], second[i], i);
        Array.Sort(keys, static (a, b) =>
            a.First != b.First ? b.First.CompareTo(a.First)
            : a.Second != b.Second ? b.Second.CompareTo(a.Second)
            : a.Member - b.Member);
        var front = new int[keys.Length];
        List<(double First, double Second)> last = [];
        foreach (var (x, y, member) in keys)
        {
            int low = 0, high = last.Count;
            while (low < high)
            {
                int middle = (low + high) / 2;
                var (bestX, bestY) = last[middle];
                bool dominated = bestY > y || (bestY == y && bestX > x);
                (low, high) = dominated ? (middle + 1, high) : (low, middle);
            }
            front[member] = low;
            if (low == last.Count)
                last.Add((x, y));
            else
                last[low] = (x, y);
        }
        return front;
    }
}
