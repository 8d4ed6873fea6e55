using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>A part of a data set with every class in proportion, so that candidates cost the same whatever
/// the data set's size.</summary>
public static class StratifiedSample
{
    /// <summary>Takes about <paramref name="count"/> samples; the set itself when it has no more.</summary>
    public static Dataset Take(Dataset data, int count, Rng rng)
    {
        if (count >= data.Count)
            return data;
        var order = Enumerable.Range(0, data.Count).ToArray();
        rng.Shuffle(order.AsSpan());
        var taken = new int[data.Classes];
        int[] byClass = data.CountByClass();
        // Sorted by how far through its class a sample is: any prefix holds every class in proportion.
        double[] place = [.. order.Select(i => (taken[data.Labels[i]]++ + 0.5) / byClass[data.Labels[i]])];
        Array.Sort(place, order);
        return data.Subset(order.AsSpan(0, count));
    }
}
