using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>A layer of a <see cref="Perceptron"/>: weights, their gradients and Adam's moments.</summary>
/// <remarks>A vector's lanes are rows: activations are [neuron, 32 rows], four vectors of eight; weights are
/// [out, in + 1], the last one the bias. Two neurons are computed at once, eight accumulators in
/// registers.</remarks>
internal sealed class PerceptronLayer
{
    /// <summary>The rows of a step, and the vectors that they are.</summary>
    public const int Rows = 32, Vectors = Rows / Lanes;

    private const int Lanes = 8;
    private const float Beta1 = 0.9f, Beta2 = 0.999f, Epsilon = 1e-7f;

    private readonly int _in, _out;
    private readonly bool _relu;
    private readonly float[] _weights, _gradients, _first, _second;
    private readonly Vector256<float>[] _slope;

    // The last column of the weights is the bias. Uniform in ±√(6/(in + out)), as Glorot and Bengio.
    public PerceptronLayer(int inputs, int outputs, bool relu, Rng rng)
    {
        (_in, _out, _relu) = (inputs, outputs, relu);
        int count = (outputs * (inputs + 1) + Lanes - 1) / Lanes * Lanes;
        (_weights, _gradients) = (new float[count], new float[count]);
        (_first, _second) = (new float[count], new float[count]);
        Output = new Vector256<float>[outputs * Vectors];
        _slope = new Vector256<float>[inputs * Vectors];
        float bound = MathF.Sqrt(6f / (inputs + outputs));
        for (int o = 0; o < outputs; o++)
        {
            foreach (ref float weight in _weights.AsSpan(o * (inputs + 1), inputs))
                weight = bound * (2 * rng.NextSingle() - 1);
        }
    }

    public Vector256<float>[] Output { get; }

    public Vector256<float>[] Forward(Vector256<float>[] x)
    {
        Debug.Assert(x.Length == _in * Vectors, "a layer's input has its size");
        int o = 0;
        for (; o + 1 < _out; o += 2)
            Product(x, _weights.AsSpan(o * (_in + 1)), _weights.AsSpan((o + 1) * (_in + 1)),
                Output.AsSpan(o * Vectors), Output.AsSpan((o + 1) * Vectors));
        if (o < _out)
        {
            var row = _weights.AsSpan(o * (_in + 1));
            var spare = (Span<Vector256<float>>)stackalloc Vector256<float>[Vectors];
            Product(x, row, row, Output.AsSpan(o * Vectors), spare);
        }
        return Output;
    }

    // slope: of this layer's output; gives the slope of its input.
    public Vector256<float>[] Backward(
        Vector256<float>[] x, Vector256<float>[] slope, bool needsInput)
    {
        if (_relu)
        {
            for (int i = 0; i < slope.Length; i++)
                slope[i] = Vector256.GreaterThan(Output[i], Vector256<float>.Zero) & slope[i];
        }
        for (int o = 0; o < _out; o++)
            Gradients(x, slope.AsSpan(o * Vectors, Vectors), _gradients.AsSpan(o * (_in + 1), _in + 1));
        if (needsInput)
            InputSlope(slope);
        return _slope;
    }

    public float[] One(ReadOnlySpan<float> x)
    {
        var y = new float[_out];
        for (int o = 0; o < _out; o++)
        {
            var row = _weights.AsSpan(o * (_in + 1), _in + 1);
            float sum = row[_in];
            for (int k = 0; k < _in; k++)
                sum = MathF.FusedMultiplyAdd(row[k], x[k], sum);
            y[o] = _relu ? Math.Max(sum, 0) : sum;
        }
        return y;
    }

    /// <summary>A step of Adam, its correction of the bias in the rate.</summary>
    /// <param name="rate">For step t.</param>
    /// <param name="step">t, from 1.</param>
    public void Step(float rate, int step)
    {
        rate *= MathF.Sqrt(1 - MathF.Pow(Beta2, step)) / (1 - MathF.Pow(Beta1, step));
        var w = MemoryMarshal.Cast<float, Vector256<float>>(_weights.AsSpan());
        var g = MemoryMarshal.Cast<float, Vector256<float>>(_gradients.AsSpan());
        var m = MemoryMarshal.Cast<float, Vector256<float>>(_first.AsSpan());
        var v = MemoryMarshal.Cast<float, Vector256<float>>(_second.AsSpan());
        for (int i = 0; i < w.Length; i++)
        {
            m[i] = Beta1 * m[i] + (1 - Beta1) * g[i];
            v[i] = Beta2 * v[i] + (1 - Beta2) * (g[i] * g[i]);
            w[i] -= rate * m[i] / (Vector256.Sqrt(v[i]) + Vector256.Create(Epsilon));
        }
    }

    private void Product(
        ReadOnlySpan<Vector256<float>> x, ReadOnlySpan<float> a, ReadOnlySpan<float> b,
        Span<Vector256<float>> ya, Span<Vector256<float>> yb)
    {
        var (a0, a1, a2, a3) = Spread(a[_in]);
        var (b0, b1, b2, b3) = Spread(b[_in]);
        for (int k = 0; k < _in; k++)
        {
            var wa = Vector256.Create(a[k]);
            var wb = Vector256.Create(b[k]);
            var rows = x.Slice(k * Vectors, Vectors);
            a0 = Vector256.FusedMultiplyAdd(wa, rows[0], a0);
            a1 = Vector256.FusedMultiplyAdd(wa, rows[1], a1);
            a2 = Vector256.FusedMultiplyAdd(wa, rows[2], a2);
            a3 = Vector256.FusedMultiplyAdd(wa, rows[3], a3);
            b0 = Vector256.FusedMultiplyAdd(wb, rows[0], b0);
            b1 = Vector256.FusedMultiplyAdd(wb, rows[1], b1);
            b2 = Vector256.FusedMultiplyAdd(wb, rows[2], b2);
            b3 = Vector256.FusedMultiplyAdd(wb, rows[3], b3);
        }
        (ya[0], ya[1], ya[2], ya[3]) = (Bent(a0), Bent(a1), Bent(a2), Bent(a3));
        (yb[0], yb[1], yb[2], yb[3]) = (Bent(b0), Bent(b1), Bent(b2), Bent(b3));
    }

    private Vector256<float> Bent(Vector256<float> y) =>
        _relu ? Vector256.Max(y, Vector256<float>.Zero) : y;

    private static (Vector256<float>, Vector256<float>, Vector256<float>, Vector256<float>) Spread(
        float bias)
    {
        var all = Vector256.Create(bias);
        return (all, all, all, all);
    }

    // ∂/∂w[k] = Σ over rows of slope·x[k]; the bias' x is 1.
    private void Gradients(
        ReadOnlySpan<Vector256<float>> x, ReadOnlySpan<Vector256<float>> slope, Span<float> gradients)
    {
        var (s0, s1, s2, s3) = (slope[0], slope[1], slope[2], slope[3]);
        for (int k = 0; k < _in; k++)
        {
            var rows = x.Slice(k * Vectors, Vectors);
            var sum = Vector256.FusedMultiplyAdd(s1, rows[1], s0 * rows[0])
                + Vector256.FusedMultiplyAdd(s3, rows[3], s2 * rows[2]);
            gradients[k] = Vector256.Sum(sum);
        }
        gradients[_in] = Vector256.Sum(s0 + s1 + (s2 + s3));
    }

    private void InputSlope(ReadOnlySpan<Vector256<float>> slope)
    {
        for (int k = 0; k < _in; k++)
        {
            var (d0, d1, d2, d3) = Spread(0);
            for (int o = 0; o < _out; o++)
            {
                var w = Vector256.Create(_weights[o * (_in + 1) + k]);
                var rows = slope.Slice(o * Vectors, Vectors);
                d0 = Vector256.FusedMultiplyAdd(w, rows[0], d0);
                d1 = Vector256.FusedMultiplyAdd(w, rows[1], d1);
                d2 = Vector256.FusedMultiplyAdd(w, rows[2], d2);
                d3 = Vector256.FusedMultiplyAdd(w, rows[3], d3);
            }
            var into = _slope.AsSpan(k * Vectors, Vectors);
            (into[0], into[1], into[2], into[3]) = (d0, d1, d2, d3);
        }
    }
}
