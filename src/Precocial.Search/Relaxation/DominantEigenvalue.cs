using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>The largest eigenvalue of the Hessian of the validation loss with respect to α: it grows where
/// DARTS is about to collapse.</summary>
/// <remarks>
/// 1. Lanczos' iteration from a random start: v₍ⱼ₊₁₎ is Hvⱼ made orthogonal to all v before, with
///    Hv ≈ (∇α L_val(α + r·v) − ∇α L_val(α − r·v))/2r. Two passes an iteration.
/// 2. The largest eigenvalue of the tridiagonal matrix of the products, by bisection.
/// Lanczos rather than power iteration: as many passes, but it needs no gap between the eigenvalues, and
/// finds the largest where one of larger magnitude is negative. Source: Zela et al., "Understanding and
/// robustifying differentiable architecture search", ICLR 2020, §4, where second derivatives are exact.
/// </remarks>
internal static class DominantEigenvalue
{
    /// <summary>How far α is moved for the differences: r.</summary>
    public const double Reach = 0.01;

    // Of the norm of the first product: what is left below it is rounding.
    private const double Exhausted = 1e-6;
    private const int Halvings = 60;

    /// <summary>The eigenvalue; 0 where the loss does not depend on α.</summary>
    /// <param name="loss">At w and α, which is as it was afterwards.</param>
    /// <param name="iterations">At most; as many as α has numbers are exact.</param>
    /// <param name="rng">Draws the start.</param>
    public static double Of(IBilevelLoss loss, int iterations, Rng rng)
    {
        float[] start = [.. loss.Alpha];
        List<double> diagonal = [], beside = [];
        List<double[]> basis = [];
        double[] v = Scaled([.. start.Select(_ => rng.NextNormal())]);
        for (int j = 0; j < Math.Min(iterations, start.Length); j++)
        {
            basis.Add(v);
            double[] product = Product(loss, start, v);
            diagonal.Add(Dot(product, v));
            double scale = Math.Sqrt(Dot(product, product));
            foreach (double[] earlier in basis)
                Remove(product, earlier);
            double left = Math.Sqrt(Dot(product, product));
            if (left <= Exhausted * scale)
                break;
            beside.Add(left);
            v = Scaled(product);
        }
        start.CopyTo(loss.Alpha, 0);
        return Largest(diagonal, beside);
    }

    private static double[] Product(IBilevelLoss loss, float[] start, double[] v)
    {
        double[] ahead = At(loss, start, v, Reach), behind = At(loss, start, v, -Reach);
        return [.. ahead.Zip(behind, (a, b) => (a - b) / (2 * Reach))];
    }

    private static double[] At(IBilevelLoss loss, float[] start, double[] v, double factor)
    {
        for (int i = 0; i < start.Length; i++)
            loss.Alpha[i] = (float)(start[i] + factor * v[i]);
        return loss.ValidationAlphaGradient();
    }

    // Halves the interval of Gershgorin's bounds: x is above all eigenvalues when every pivot of T − x is
    // negative.
    private static double Largest(List<double> diagonal, List<double> beside)
    {
        double bound = diagonal.Max(Math.Abs) + 2 * beside.DefaultIfEmpty().Max();
        (double low, double high) = (-bound, bound);
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            if (IsAbove(middle, diagonal, beside))
                high = middle;
            else
                low = middle;
        }
        return (low + high) / 2;
    }

    private static bool IsAbove(double x, List<double> diagonal, List<double> beside)
    {
        double pivot = diagonal[0] - x;
        for (int i = 1; i < diagonal.Count && pivot < 0; i++)
            pivot = diagonal[i] - x - beside[i - 1] * beside[i - 1] / pivot;
        return pivot < 0;
    }

    private static void Remove(double[] v, double[] direction)
    {
        double share = Dot(v, direction);
        for (int i = 0; i < v.Length; i++)
            v[i] -= share * direction[i];
    }

    private static double[] Scaled(double[] v)
    {
        double norm = Math.Sqrt(Dot(v, v));
        return [.. v.Select(x => x / norm)];
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
