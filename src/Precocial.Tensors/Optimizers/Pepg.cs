namespace Precocial.Tensors;

/// <summary>PEPG: policy gradients with parameter-based exploration, on ranks, with mirrored samples and
/// Adam.</summary>
/// <remarks>
/// Each generation of 2·b points:
/// <list type="number">
/// <item>ε_i ~ N(0, σ²); the points are μ + ε_i and then μ − ε_i.</item>
/// <item>Values become centred ranks in [−½, ½], less decay·mean(x²).</item>
/// <item>μ follows Σ (r⁺_i − r⁻_i)·ε_i by Adam.</item>
/// <item>σ follows α·Σ ((r⁺_i + r⁻_i)/2 − r̄)·(ε_i² − σ²)/σ / 2b, at most 20 % a generation, and then
/// decays.</item>
/// </list>
/// Linear in the dimensions. Its nearest neighbour, <see cref="CmaEs"/>, needs far fewer evaluations in few
/// dimensions. Source: Sehnke et al., "Parameter-exploring policy gradients", Neural Networks 23, 2010; the
/// constants, Adam's β₁ of 0.99 and the ranks are those of the weight agnostic networks' released tools.
/// </remarks>
public sealed class Pepg : IEvolutionStrategy
{
    private const uint Mark = 0x31475045; // "EPG1"
    private const double Beta1 = 0.99, Beta2 = 0.999, Epsilon = 1e-8;
    private readonly PepgSettings _settings;
    private readonly Rng _rng;
    private readonly double[] _mean, _sigma, _first, _second;
    private double[][]? _asked, _epsilon;

    /// <summary>A search that has not begun.</summary>
    /// <param name="start">μ at first.</param>
    /// <param name="sigma">σ of every coordinate at first, above 0.</param>
    /// <param name="rng">Only its seed matters.</param>
    /// <param name="settings">Null for the defaults.</param>
    /// <exception cref="ArgumentException">The population is odd or below 2.</exception>
    public Pepg(ReadOnlySpan<double> start, double sigma, Rng rng, PepgSettings? settings = null)
    {
        _settings = settings ?? new PepgSettings();
        ArgumentOutOfRangeException.ThrowIfZero(start.Length, nameof(start));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        if (_settings.Population < 2 || _settings.Population % 2 != 0)
        {
            throw new ArgumentException($"PEPG: points come in mirrored pairs, so the population must be even "
                + $"and above 0, but is {_settings.Population}.", nameof(settings));
        }
        (_rng, _mean) = (rng, start.ToArray());
        int n = start.Length;
        (_sigma, _first, _second) = (new double[n], new double[n], new double[n]);
        Array.Fill(_sigma, sigma);
    }

    /// <inheritdoc/>
    public int Dimensions => _mean.Length;

    /// <inheritdoc/>
    public int Population => _settings.Population;

    /// <inheritdoc/>
    public int Generation { get; private set; }

    /// <inheritdoc/>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>The deviation of each coordinate.</summary>
    public ReadOnlySpan<double> Sigma => _sigma;

    private int Pairs => Population / 2;

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Ask()
    {
        if (_asked is not null)
            return _asked;
        Rng rng = _rng.Split((ulong)Generation);
        _epsilon = new double[Pairs][];
        _asked = new double[Population][];
        for (int i = 0; i < Pairs; i++)
        {
            double[] epsilon = _epsilon[i] = new double[Dimensions];
            (double[] plus, double[] minus) = (new double[Dimensions], new double[Dimensions]);
            for (int k = 0; k < epsilon.Length; k++)
            {
                epsilon[k] = rng.NextNormal() * _sigma[k];
                (plus[k], minus[k]) = (_mean[k] + epsilon[k], _mean[k] - epsilon[k]);
            }
            (_asked[i], _asked[Pairs + i]) = (plus, minus);
        }
        return _asked;
    }

    /// <inheritdoc/>
    public void Tell(ReadOnlySpan<double> values)
    {
        OptimizerBytes.CheckCount("PEPG", values.Length, Population);
        Ask();
        double[] r = Shaped(values);
        MoveMean(r);
        if (_settings.SigmaAlpha > 0)
            MoveSigma(r);
        for (int k = 0; k < _sigma.Length; k++)
        {
            if (_sigma[k] > _settings.SigmaLimit)
                _sigma[k] *= _settings.SigmaDecay;
        }
        Generation++;
        (_asked, _epsilon) = (null, null);
    }

    /// <inheritdoc/>
    public byte[] Save() => OptimizerBytes.Save(Mark, Generation, _mean, _sigma, _first, _second);

    /// <inheritdoc/>
    public void Restore(byte[] state)
    {
        Generation = OptimizerBytes.Restore(Mark, state, _mean, _sigma, _first, _second);
        (_asked, _epsilon) = (null, null);
    }

    private double[] Shaped(ReadOnlySpan<double> values)
    {
        int[] order = OptimizerBytes.BestFirst(values);
        var shaped = new double[order.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            double[] x = _asked![order[rank]];
            double square = 0;
            foreach (double value in x)
                square += value * value;
            shaped[order[rank]] = 0.5 - (double)rank / (order.Length - 1)
                - _settings.WeightDecay * square / x.Length;
        }
        return shaped;
    }

    private void MoveMean(double[] r)
    {
        int t = Generation + 1;
        double rate = _settings.LearningRate * Math.Sqrt(1 - Math.Pow(Beta2, t)) / (1 - Math.Pow(Beta1, t));
        for (int k = 0; k < _mean.Length; k++)
        {
            double gradient = 0;
            for (int i = 0; i < Pairs; i++)
                gradient += (r[i] - r[Pairs + i]) * _epsilon![i][k];
            _first[k] = Beta1 * _first[k] + (1 - Beta1) * gradient;
            _second[k] = Beta2 * _second[k] + (1 - Beta2) * gradient * gradient;
            _mean[k] += rate * _first[k] / (Math.Sqrt(_second[k]) + Epsilon);
        }
    }

    private void MoveSigma(double[] r)
    {
        double baseline = r.Average();
        for (int k = 0; k < _sigma.Length; k++)
        {
            double sigma = _sigma[k], sum = 0;
            for (int i = 0; i < Pairs; i++)
            {
                double epsilon = _epsilon![i][k];
                sum += ((r[i] + r[Pairs + i]) / 2 - baseline) * (epsilon * epsilon - sigma * sigma) / sigma;
            }
            double most = _settings.SigmaMaxChange * sigma;
            _sigma[k] += Math.Clamp(_settings.SigmaAlpha * sum / (2 * Pairs), -most, most);
        }
    }
}
