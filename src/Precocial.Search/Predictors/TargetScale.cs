namespace Precocial.Search;

/// <summary>The unit in which targets have mean 0 and variance 1, so that a network's rate fits any unit.</summary>
/// <param name="Mean">Of the targets.</param>
/// <param name="Deviation">Their standard deviation; 1 where all are equal.</param>
internal readonly record struct TargetScale(double Mean, double Deviation)
{
    private const double Least = 1e-12;

    /// <summary>The scale of some targets, at least one.</summary>
    public static TargetScale Of(IReadOnlyList<double> targets)
    {
        double mean = targets.Average();
        double deviation = Math.Sqrt(targets.Average(y => (y - mean) * (y - mean)));
        return new(mean, deviation > Least ? deviation : 1);
    }

    /// <summary>Targets in this unit.</summary>
    public float[] Scaled(IReadOnlyList<double> targets)
    {
        var scaled = new float[targets.Count];
        for (int i = 0; i < scaled.Length; i++)
            scaled[i] = (float)((targets[i] - Mean) / Deviation);
        return scaled;
    }

    /// <summary>A forecast in the targets' own unit.</summary>
    public double Unscaled(float forecast) => Mean + Deviation * forecast;
}
