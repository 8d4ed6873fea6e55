using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Ranks sweeps over shared weights by two objectives at a time: the mean, and simplicity or the
/// best weight.</summary>
/// <remarks>
/// <list type="number">
/// <item>A coin for the whole generation: with probability <see cref="ConnectionsShare"/> the objectives are
/// (mean, 1/connections), otherwise (mean, best weight).</item>
/// <item>Non-dominated fronts (<see cref="TwoObjectiveFronts"/>), better fronts first.</item>
/// <item>Inside a front the less crowded first: for each objective the distance between both neighbours,
/// relative to the extent of the front, infinite at its ends; the sum of both. Equal ones in the order of the
/// population.</item>
/// <item>Repeats, members with the very numbers of an earlier one, behind all others: otherwise copies of a
/// good network crowd out everybody else. Not in the authors' code.</item>
/// </list>
/// Source: Gaier and Ha, NeurIPS 2019, §3.3 and supplement; Deb et al., NSGA-II, 2002.
/// </remarks>
public sealed class BySweep : IPopulationRanking<WeightSweep>
{
    /// <summary>The probability that connections are the second objective.</summary>
    public double ConnectionsShare { get; init; } = 0.8;

    /// <summary>Whether both quirks of the authors' code are kept: <see cref="ScalesCrookedly"/> and
    /// <see cref="KeepsRepeats"/>.</summary>
    public bool Faithful
    {
        get => ScalesCrookedly && KeepsRepeats;
        init => ScalesCrookedly = KeepsRepeats = value;
    }

    /// <summary>Whether distances are scaled as in the authors' code: by |1/max − min| instead of 1/(max −
    /// min), so that the objectives do not count alike. Off by default.</summary>
    public bool ScalesCrookedly { get; init; }

    /// <summary>Whether repeats are ranked like any other member. Off by default.</summary>
    public bool KeepsRepeats { get; init; }

    /// <inheritdoc/>
    public int[] Rank(IReadOnlyList<WeightSweep> population, Rng rng)
    {
        bool connections = ConnectionsShare >= rng.NextDouble();
        List<int> ranked = [], repeats = [];
        var seen = new HashSet<WeightSweep>();
        for (int i = 0; i < population.Count; i++)
            (KeepsRepeats || seen.Add(population[i]) ? ranked : repeats).Add(i);
        double[] mean = [.. ranked.Select(i => population[i].Mean)];
        double[] second =
            [.. ranked.Select(i => connections ? population[i].Simplicity : population[i].Max)];
        int[] places = Rank(mean, second), rank = new int[population.Count];
        for (int k = 0; k < ranked.Count; k++)
            rank[ranked[k]] = places[k];
        for (int k = 0; k < repeats.Count; k++)
            rank[repeats[k]] = ranked.Count + k;
        return rank;
    }

    /// <summary>Ranks by two objectives.</summary>
    /// <param name="first">One number for each member; larger is better.</param>
    /// <param name="second">As many.</param>
    /// <returns>The place of each member: 0 the best.</returns>
    public int[] Rank(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        int[] front = TwoObjectiveFronts.Of(first, second);
        double[] room = new double[front.Length];
        Crowding.Add(first, front, ScalesCrookedly, room);
        Crowding.Add(second, front, ScalesCrookedly, room);
        var order = new int[front.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(order, (a, b) =>
            front[a] != front[b] ? front[a] - front[b]
            : room[a].Equals(room[b]) ? a - b
            // NaN (from the authors' scale where the maximum is 0) comes last.
            : room[b].CompareTo(room[a]));
        return Ranks.Of(order);
    }

    /// <inheritdoc/>
    public int Compare(WeightSweep a, WeightSweep b) => a.Mean.CompareTo(b.Mean);

    /// <summary>The mean over the weights.</summary>
    public double Merit(WeightSweep feedback) => feedback.Mean;

    /// <summary>The best weight's.</summary>
    public double Peak(WeightSweep feedback) => feedback.Max;
}
