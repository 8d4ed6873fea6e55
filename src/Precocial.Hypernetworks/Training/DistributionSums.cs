namespace Precocial.Hypernetworks;

/// <summary>Sums from which a <see cref="TrainingDistribution"/> is made.</summary>
internal sealed class DistributionSums
{
    /// <summary>How many networks; then the sums of the features; then of their squares.</summary>
    public double[] Values { get; } = new double[1 + 2 * ArchitectureFeatures.Names.Length];

    public void Add(double[] features)
    {
        Values[0]++;
        for (int i = 0; i < features.Length; i++)
        {
            Values[1 + i] += features[i];
            Values[1 + features.Length + i] += features[i] * features[i];
        }
    }

    public TrainingDistribution? Distribution()
    {
        double n = Values[0];
        if (n == 0)
            return null;
        int count = ArchitectureFeatures.Names.Length;
        double[] mean = [.. Values.AsSpan(1, count).ToArray().Select(sum => sum / n)];
        return new TrainingDistribution((long)n, [.. mean],
            [.. mean.Select((m, i) => Math.Sqrt(Math.Max(0, Values[1 + count + i] / n - m * m)))]);
    }
}
