using Precocial.Tensors;

namespace Precocial.Search.Tests;

/// <summary>L_train = ½‖w − Aα‖², L_val = ½‖w − c‖² + ½αᵀHα with H diagonal: all derivatives are
/// known.</summary>
internal sealed class Quadratic : IBilevelLoss
{
    private readonly double[,] _a;
    private readonly double[] _c, _h;
    private readonly Tensor _w;

    public Quadratic(double[,] a, double[] w, double[] c, double[] alpha, double[]? h = null)
    {
        (_a, _c, _h) = (a, c, h ?? new double[alpha.Length]);
        _w = Tensor.From([.. w.Select(x => (float)x)], [w.Length], requiresGradient: true);
        Alpha = [.. alpha.Select(x => (float)x)];
    }

    public IReadOnlyList<Tensor> Weights => [_w];

    public float[] Alpha { get; }

    /// <summary>w − Aα.</summary>
    public double[] Residual() => [.. Enumerable.Range(0, _c.Length).Select(i =>
        _w.Span[i] - Enumerable.Range(0, Alpha.Length).Sum(j => _a[i, j] * Alpha[j]))];

    public void TrainingWeightGradient() => Leave(Residual());

    public double[] TrainingAlphaGradient()
    {
        double[] r = Residual();
        return [.. Enumerable.Range(0, Alpha.Length).Select(j =>
            -Enumerable.Range(0, r.Length).Sum(i => _a[i, j] * r[i]))];
    }

    public double[] ValidationGradient()
    {
        Leave([.. _c.Select((c, i) => _w.Span[i] - c)]);
        return ValidationAlphaGradient();
    }

    public double[] ValidationAlphaGradient() => [.. _h.Select((h, j) => h * Alpha[j])];

    private void Leave(double[] gradient)
    {
        var g = Tensor.From([.. gradient.Select(x => (float)x)], _w.Shape);
        using var tape = new Tape();
        _w.ClearGradient();
        tape.Backward((tape.Input(_w) * tape.Input(g)).Sum());
    }
}
