using System.Globalization;

namespace Precocial.Search;

/// <summary>When <see cref="CurveStopping{TGenotype}"/> stops a network. Defaults: the paper's.</summary>
public sealed record StoppingSettings
{
    /// <summary>Stopped when the probability of becoming the best is below this; above 0 to 1.</summary>
    public double Threshold { get; init; } = 0.05;

    /// <summary>Stopped only while the forecast's standard deviation is below this; null for any. The
    /// authors' conservative variant takes .005.</summary>
    public double? MostSd { get; init; }

    /// <summary>The first epoch after which a curve is looked at.</summary>
    public int FirstCheck { get; init; } = 4;

    /// <summary>Then after every so many epochs.</summary>
    public int CheckEvery { get; init; } = 1;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"probability below {Threshold}{(MostSd is { } sd ? $", sd below {sd}" : "")}, ")
        + $"from epoch {FirstCheck} every {CheckEvery}";

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Threshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Threshold, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(FirstCheck);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(CheckEvery);
    }
}
