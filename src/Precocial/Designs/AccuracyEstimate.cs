namespace Precocial;

/// <summary>A share of correct answers, and how far it can be trusted: Wilson's 95 % interval.</summary>
/// <remarks>Source: Wilson, "Probable inference, the law of succession, and statistical inference", JASA
/// 1927. Unlike the textbook interval it stays inside 0..1 and is right for a share near 1. It covers the
/// sampling of the test set alone, not the luck of the training's seed.</remarks>
/// <param name="Correct">Correct answers.</param>
/// <param name="Samples">All answers; above 0.</param>
public readonly record struct AccuracyEstimate(int Correct, int Samples)
{
    // The 97.5 % point of the standard normal distribution.
    private const double Z = 1.959963984540054;

    /// <summary>The share, 0 to 1.</summary>
    public double Value => (double)Correct / Samples;

    /// <summary>The lower end of the interval.</summary>
    public double Low => Math.Clamp(Centre - Reach, 0, Value); // against rounding

    /// <summary>The upper end of the interval.</summary>
    public double High => Math.Clamp(Centre + Reach, Value, 1);

    private double Denominator => 1 + Z * Z / Samples;

    private double Centre => (Value + Z * Z / (2 * Samples)) / Denominator;

    private double Reach =>
        Z * Math.Sqrt(Value * (1 - Value) / Samples + Z * Z / (4.0 * Samples * Samples)) / Denominator;

    /// <summary>The estimate of a list of answers.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or there are none.</exception>
    public static AccuracyEstimate Of(ReadOnlySpan<int> predictions, ReadOnlySpan<int> labels)
    {
        if (predictions.Length != labels.Length || labels.Length == 0)
            throw new ArgumentException(
                $"{predictions.Length} predictions cannot be compared with {labels.Length} labels.");
        int correct = 0;
        for (int i = 0; i < labels.Length; i++)
            correct += predictions[i] == labels[i] ? 1 : 0;
        return new AccuracyEstimate(correct, labels.Length);
    }
}
