namespace Precocial.Tensors;

/// <summary>CMA-ES: samples a normal distribution whose mean, step size and covariance it adapts to what was
/// best.</summary>
/// <remarks>
/// Each generation, in the symbols of the source:
/// <list type="number">
/// <item>x_k = m + σ·y_k with y_k = B D z_k, z_k ~ N(0, I), for k = 1..λ (38)-(40).</item>
/// <item>m moves to the weighted mean of the better half (41)-(42).</item>
/// <item>The path p_σ lengthens or shortens σ (43)-(44).</item>
/// <item>The path p_c and the ranked steps, the worse half with negative weights, change C (45)-(47).</item>
/// <item>Every few generations C = B D² Bᵀ is decomposed again.</item>
/// </list>
/// A box, if any, reflects the points at its walls; it learns as if they had gone on straight. 2·n² numbers
/// of memory; a decomposition takes about a second at n = 250, and is made every few generations: for
/// more than some 500 dimensions choose <see cref="CmaEsSettings.Diagonal"/>. Its nearest neighbour,
/// <see cref="Pepg"/>, follows an estimated gradient and suits noisy values with large populations. Source:
/// Hansen, "The CMA Evolution Strategy: A Tutorial", arXiv 1604.00772, appendix A.
/// </remarks>
public sealed class CmaEs : IEvolutionStrategy
{
    private const uint Mark = 0x3141434D; // "MCA1"
    private readonly CmaEsSettings _settings;
    private readonly CmaEsConstants _c;
    private readonly Rng _rng;
    private readonly double[] _mean, _pSigma, _pc;
    private readonly double[] _scalars; // σ, the generation of the last decomposition
    private readonly double[] _covariance, _vectors, _deviations;
    private double[][]? _sampled, _asked;

    /// <summary>A search that has not begun.</summary>
    /// <param name="start">m at first.</param>
    /// <param name="sigma">σ at first, above 0: about a third of the distance to where the best may
    /// be.</param>
    /// <param name="rng">Only its seed matters.</param>
    /// <param name="settings">Null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">σ or a setting is out of range.</exception>
    public CmaEs(ReadOnlySpan<double> start, double sigma, Rng rng, CmaEsSettings? settings = null)
    {
        int n = start.Length;
        _settings = settings ?? new CmaEsSettings();
        int lambda = _settings.Population ?? 4 + (int)(3 * Math.Log(Math.Max(1, n)));
        ArgumentOutOfRangeException.ThrowIfZero(n, nameof(start));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        ArgumentOutOfRangeException.ThrowIfLessThan(lambda, 4, nameof(settings));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(
            _settings.Lower, _settings.Upper, nameof(settings));
        _c = new CmaEsConstants(n, lambda, _settings.Diagonal);
        _rng = rng;
        _mean = start.ToArray();
        (_pSigma, _pc, _scalars) = (new double[n], new double[n], [sigma, 0]);
        // A diagonal is stored as n numbers.
        _covariance = new double[_settings.Diagonal ? n : n * n];
        _vectors = new double[_settings.Diagonal ? 0 : n * n];
        _deviations = new double[n];
        for (int i = 0; i < n; i++)
        {
            _covariance[_settings.Diagonal ? i : i * n + i] = 1;
            _deviations[i] = 1;
            if (!_settings.Diagonal)
                _vectors[i * n + i] = 1;
        }
    }

    /// <inheritdoc/>
    public int Dimensions => _mean.Length;

    /// <inheritdoc/>
    public int Population => _c.Lambda;

    /// <inheritdoc/>
    public int Generation { get; private set; }

    /// <inheritdoc/>
    public ReadOnlySpan<double> Mean => Reflected(_mean);

    /// <summary>σ: the overall step size.</summary>
    public double Sigma => _scalars[0];

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Ask()
    {
        if (_asked is not null)
            return _asked;
        Rng rng = _rng.Split((ulong)Generation);
        var points = new double[Population][]; // before the walls
        var z = new double[Dimensions];
        for (int k = 0; k < points.Length; k++)
        {
            for (int i = 0; i < z.Length; i++)
                z[i] = rng.NextNormal() * _deviations[i];
            double[] x = Turned(z);
            for (int i = 0; i < x.Length; i++)
                x[i] = _mean[i] + Sigma * x[i];
            points[k] = x;
        }
        _sampled = points;
        return _asked = [.. points.Select(Reflected)];
    }

    /// <inheritdoc/>
    public void Tell(ReadOnlySpan<double> values)
    {
        OptimizerBytes.CheckCount("CMA-ES", values.Length, Population);
        Ask();
        double[][] y = [.. OptimizerBytes.BestFirst(values).Select(k => Step(_sampled![k]))];
        double[] mean = WeightedStep(y);
        for (int i = 0; i < _mean.Length; i++)
            _mean[i] += Sigma * mean[i];
        FollowPaths(mean, out bool hSigma);
        Adapt(y, hSigma);
        _scalars[0] *= Math.Exp(_c.CSigma / _c.DSigma * (Norm(_pSigma) / _c.ChiN - 1)); // (44)
        Generation++;
        (_sampled, _asked) = (null, null);
        if (Generation - _scalars[1] >= DecompositionInterval)
            Decompose();
    }

    /// <inheritdoc/>
    public byte[] Save() => OptimizerBytes.Save(
        Mark, Generation, _scalars, _mean, _pSigma, _pc, _covariance, _vectors, _deviations);

    /// <inheritdoc/>
    public void Restore(byte[] state)
    {
        Generation = OptimizerBytes.Restore(
            Mark, state, _scalars, _mean, _pSigma, _pc, _covariance, _vectors, _deviations);
        (_sampled, _asked) = (null, null);
    }

    // Appendix B.2: a decomposition costs n³, so it is as old as its error is small.
    private double DecompositionInterval =>
        _settings.Diagonal ? 1 : Math.Max(1, 1 / (10 * Dimensions * (_c.C1 + _c.CMu)));

    private double[] Reflected(double[] x) => [.. x.Select(Reflected)];

    // As a ball between two walls, or before one.
    private double Reflected(double x)
    {
        (double low, double high) = (_settings.Lower, _settings.Upper);
        if (x >= low && x <= high)
            return x;
        if (!double.IsFinite(high))
            return 2 * low - x;
        if (!double.IsFinite(low))
            return 2 * high - x;
        double period = 2 * (high - low), place = (x - low) % period;
        place = place < 0 ? place + period : place;
        return Math.Clamp(low + Math.Min(place, period - place), low, high);
    }

    private double[] Step(double[] x)
    {
        var y = new double[x.Length];
        for (int i = 0; i < y.Length; i++)
            y[i] = (x[i] - _mean[i]) / Sigma;
        return y;
    }

    private double[] WeightedStep(double[][] y)
    {
        var sum = new double[Dimensions];
        for (int k = 0; k < y.Length && _c.Weights[k] > 0; k++)
            Add(sum, _c.Weights[k], y[k]);
        return sum;
    }

    private void FollowPaths(double[] mean, out bool hSigma)
    {
        double[] whitened = Turned(Whitened(mean)); // C^(−1/2)·⟨y⟩
        double keep = 1 - _c.CSigma, add = Math.Sqrt(_c.CSigma * (2 - _c.CSigma) * _c.MuEff); // (43)
        for (int i = 0; i < whitened.Length; i++)
            _pSigma[i] = keep * _pSigma[i] + add * whitened[i];
        double bias = Math.Sqrt(1 - Math.Pow(keep, 2 * (Generation + 1)));
        hSigma = Norm(_pSigma) / bias < (1.4 + 2.0 / (Dimensions + 1)) * _c.ChiN;
        double addC = hSigma ? Math.Sqrt(_c.Cc * (2 - _c.Cc) * _c.MuEff) : 0; // (45)
        for (int i = 0; i < mean.Length; i++)
            _pc[i] = (1 - _c.Cc) * _pc[i] + addC * mean[i];
    }

    // (46) and (47).
    private void Adapt(double[][] y, bool hSigma)
    {
        double lost = hSigma ? 0 : _c.Cc * (2 - _c.Cc);
        double keep = 1 + _c.C1 * lost - _c.C1 - _c.CMu * _c.Weights.Sum();
        for (int i = 0; i < _covariance.Length; i++)
            _covariance[i] *= keep;
        AddOuter(_c.C1, _pc);
        for (int k = 0; k < y.Length; k++)
        {
            double weight = _c.Weights[k];
            if (weight < 0)
            {
                double length = Norm(Whitened(y[k]));
                weight *= Dimensions / Math.Max(length * length, 1e-300);
            }
            AddOuter(_c.CMu * weight, y[k]);
        }
    }

    private void AddOuter(double factor, double[] v)
    {
        int n = v.Length;
        for (int i = 0; i < n; i++)
        {
            if (_settings.Diagonal)
                _covariance[i] += factor * v[i] * v[i];
            else
                Add(_covariance.AsSpan(i * n, n), factor * v[i], v);
        }
    }

    private void Decompose()
    {
        double[] values = _covariance;
        if (!_settings.Diagonal)
        {
            values = new double[Dimensions];
            SymmetricEigen.Decompose([.. _covariance], _vectors, values);
        }
        for (int i = 0; i < values.Length; i++)
            _deviations[i] = Math.Sqrt(Math.Max(values[i], 1e-30));
        _scalars[1] = Generation;
    }

    // D⁻¹ Bᵀ v.
    private double[] Whitened(double[] v)
    {
        int n = v.Length;
        var z = new double[n];
        for (int k = 0; k < n; k++)
            z[k] = (_settings.Diagonal ? v[k] : Dot(_vectors.AsSpan(k * n, n), v)) / _deviations[k];
        return z;
    }

    // B v.
    private double[] Turned(double[] v)
    {
        if (_settings.Diagonal)
            return [.. v];
        var turned = new double[v.Length];
        for (int k = 0; k < v.Length; k++)
            Add(turned, v[k], _vectors.AsSpan(k * v.Length, v.Length));
        return turned;
    }

    private static void Add(Span<double> sum, double factor, ReadOnlySpan<double> v)
    {
        for (int i = 0; i < v.Length; i++)
            sum[i] += factor * v[i];
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static double Norm(ReadOnlySpan<double> v) => Math.Sqrt(Dot(v, v));
}
