using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>The gradient of the validation loss with respect to α after one step of training, which itself
/// depends on α: DARTS' second order.</summary>
/// <remarks>
/// 1. w' = w − η·(momentum·buffer + ∇w L_train(w, α) + decay·w): the step that training is about to take,
/// without    its clipping.
/// 2. ∇α L_val(w', α) and v = ∇w' L_val(w', α).
/// 3. R = 0.01/‖v‖, w± = w ± R·v.
/// 4. The Hessian-vector product ∇²α,w L_train·v ≈ (∇α L_train(w⁺, α) − ∇α L_train(w⁻, α))/2R.
/// 5. dα = ∇α L_val(w', α) − η·that.
/// Four passes forward and backward, where the first order has one; w is put back to the same bits from a
/// copy. Source: Liu, Simonyan and Yang, "DARTS", ICLR 2019, (6) to (8), and the released code.
/// </remarks>
internal static class UnrolledGradient
{
    /// <summary>R·‖v‖: how far w is moved for the differences.</summary>
    public const double Reach = 0.01;

    /// <summary>dα.</summary>
    /// <param name="loss">At w and α.</param>
    /// <param name="velocities">The training's momentum buffers, one for each weight; empty for none.</param>
    /// <param name="rate">η: the rate of the step.</param>
    /// <param name="momentum">Of the training.</param>
    /// <param name="decay">Of the training: L2.</param>
    public static double[] Of(
        IBilevelLoss loss, IReadOnlyList<Tensor> velocities, double rate, double momentum, double decay)
    {
        float[][] start = [.. loss.Weights.Select(w => w.ToArray())];
        loss.TrainingWeightGradient();
        for (int i = 0; i < start.Length; i++)
            Step(loss.Weights[i], velocities.Count > 0 ? velocities[i] : null, rate, momentum, decay);
        double[] gradient = loss.ValidationGradient();
        float[][] v = [.. loss.Weights.Select(w => w.Gradient?.ToArray() ?? new float[w.Count])];
        double norm = Math.Sqrt(v.Sum(part => part.Sum(x => (double)x * x)));
        if (norm > 0)
        {
            double reach = Reach / norm;
            Move(loss.Weights, start, v, reach);
            double[] ahead = loss.TrainingAlphaGradient();
            Move(loss.Weights, start, v, -reach);
            double[] behind = loss.TrainingAlphaGradient();
            for (int i = 0; i < gradient.Length; i++)
                gradient[i] -= rate * (ahead[i] - behind[i]) / (2 * reach);
        }
        Move(loss.Weights, start, v, 0);
        return gradient;
    }

    private static void Step(Tensor weight, Tensor? velocity, double rate, double momentum, double decay)
    {
        Span<float> w = weight.Span;
        ReadOnlySpan<float> g = weight.Gradient!.Span, buffer = velocity is null ? default : velocity.Span;
        for (int i = 0; i < w.Length; i++)
        {
            double direction = g[i] + decay * w[i] + (buffer.IsEmpty ? 0 : momentum * buffer[i]);
            w[i] = (float)(w[i] - rate * direction);
        }
        GC.KeepAlive(weight);
    }

    // The start's own bits where the factor is 0.
    private static void Move(IReadOnlyList<Tensor> weights, float[][] start, float[][] v, double factor)
    {
        for (int k = 0; k < start.Length; k++)
        {
            Span<float> w = weights[k].Span;
            for (int i = 0; i < w.Length; i++)
                w[i] = factor == 0 ? start[k][i] : (float)(start[k][i] + factor * v[k][i]);
        }
    }
}
