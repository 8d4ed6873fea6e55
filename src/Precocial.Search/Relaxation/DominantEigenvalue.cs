using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>The largest eigenvalue of the Hessian of the validation loss with respect to α: it grows where
/// DARTS is about to collapse.</summary>
/// <remarks>
/// 1. Power iteration u ← Hu/‖Hu‖ from a random start, with Hu ≈ (∇α L_val(α + r·u) − ∇α L_val(α − r·u))/2r;
///    the eigenvalue is uᵀHu. 2. That finds the eigenvalue of largest magnitude; where it is negative, a
/// second iteration, on H shifted up by its magnitude, finds the largest. Two passes an iteration.
/// Source: Zela et al., "Understanding and robustifying differentiable architecture search", ICLR 2020, §4,
/// where second derivatives are exact.
/// </remarks>
internal static class DominantEigenvalue
{
    /// <summary>How far α is moved for the differences: r.</summary>
    public const double Reach = 0.01;

    /// <summary>The eigenvalue; 0 where the loss does not depend on α.</summary>
    /// <param name="loss">At w and α, which is as it was afterwards.</param>
    /// <param name="iterations">Of the power iteration.</param>
    /// <param name="rng">Draws the start.</param>
    public static double Of(IBilevelLoss loss, int iterations, Rng rng)
    {
        double largest = Iterate(loss, iterations, shift: 0, rng.Split("magnitude"));
        return largest >= 0 ? largest : Iterate(loss, iterations, -largest, rng.Split("shifted"));
    }

    private static double Iterate(IBilevelLoss loss, int iterations, double shift, Rng rng)
    {
        float[] alpha = loss.Alpha, start = [.. alpha];
        double[] u = Unit([.. start.Select(_ => rng.NextNormal())]);
        double eigenvalue = 0;
        for (int i = 0; i < iterations && u.Length > 0; i++)
        {
            double[] product = Product(loss, start, u);
            eigenvalue = Dot(u, product);
            for (int k = 0; k < product.Length; k++)
                product[k] += shift * u[k];
            u = Unit(product);
        }
        start.CopyTo(alpha, 0);
        return eigenvalue;
    }

    private static double[] Product(IBilevelLoss loss, float[] start, double[] u)
    {
        double[] ahead = At(loss, start, u, Reach), behind = At(loss, start, u, -Reach);
        return [.. ahead.Zip(behind, (a, b) => (a - b) / (2 * Reach))];
    }

    private static double[] At(IBilevelLoss loss, float[] start, double[] u, double factor)
    {
        for (int i = 0; i < start.Length; i++)
            loss.Alpha[i] = (float)(start[i] + factor * u[i]);
        return loss.ValidationAlphaGradient();
    }

    // Empty where there is no direction.
    private static double[] Unit(double[] v)
    {
        double norm = Math.Sqrt(Dot(v, v));
        return norm > 0 ? [.. v.Select(x => x / norm)] : [];
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
