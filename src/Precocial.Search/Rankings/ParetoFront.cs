using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>The trade-offs among some networks: those that no other dominates.</summary>
/// <typeparam name="T">What has objectives: a trial, a row of a table.</typeparam>
/// <remarks>Its nearest neighbour: <see cref="NonDominatedSorting"/>, which ranks everybody, not only the
/// first front.</remarks>
public sealed class ParetoFront<T>
{
    private ParetoFront(ImmutableArray<T> members) => Members = members;

    /// <summary>The networks on the front, the best in the first objective first; among networks with the
    /// same objectives only the first given.</summary>
    public ImmutableArray<T> Members { get; }

    /// <summary>The front of some items.</summary>
    /// <param name="items">The items.</param>
    /// <param name="objectives">An item's objectives.</param>
    public static ParetoFront<T> Of(IEnumerable<T> items, Func<T, Objectives> objectives)
    {
        List<(T Item, Objectives Objectives)> front = [];
        foreach (var item in items)
        {
            var candidate = objectives(item);
            if (front.Exists(f => f.Objectives.Dominates(candidate) || f.Objectives == candidate))
                continue;
            front.RemoveAll(f => candidate.Dominates(f.Objectives));
            front.Add((item, candidate));
        }
        return new([.. front.OrderByDescending(f => f.Objectives.Values[0]).Select(f => f.Item)]);
    }
}
