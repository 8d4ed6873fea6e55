namespace Precocial.Tasks;

/// <summary>numpy's legacy generator, <c>numpy.random.seed</c> and <c>numpy.random.normal</c>: an MT19937 and
/// the polar method.</summary>
/// <remarks>Its nearest neighbour: <see cref="GymRandom"/>, gym's way to seed the same generator. Not
/// thread-safe. Source: numpy 1.24, <c>legacy-distributions.c</c>, <c>legacy_gauss</c>.</remarks>
public sealed class NumpyRandom
{
    private readonly MersenneTwister _words;
    private double _spare = double.NaN;

    /// <summary>The stream after <c>numpy.random.seed(seed)</c>.</summary>
    /// <param name="seed">Not negative, as numpy demands.</param>
    /// <exception cref="ArgumentOutOfRangeException">The seed is negative.</exception>
    public NumpyRandom(int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        _words = new MersenneTwister((uint)seed);
    }

    /// <summary>A normal number.</summary>
    /// <param name="mean">Its mean.</param>
    /// <param name="deviation">Its standard deviation.</param>
    public double Normal(double mean, double deviation) => mean + deviation * StandardNormal();

    private double StandardNormal()
    {
        if (!double.IsNaN(_spare))
        {
            double spare = _spare;
            _spare = double.NaN;
            return spare;
        }
        double a, b, square;
        do
        {
            a = 2 * _words.NextDouble() - 1;
            b = 2 * _words.NextDouble() - 1;
            square = a * a + b * b;
        }
        while (square is >= 1 or 0);
        double factor = Math.Sqrt(-2 * Math.Log(square) / square);
        _spare = factor * a;
        return factor * b;
    }
}
