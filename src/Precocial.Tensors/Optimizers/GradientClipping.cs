using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

/// <summary>Limits gradients between the backward pass and the optimizer's step.</summary>
public static class GradientClipping
{
    /// <summary>Scales all gradients by one factor, so that the norm of them together is at most
    /// <paramref name="max"/>.</summary>
    /// <param name="parameters">Those without a gradient are left out.</param>
    /// <param name="max">The largest norm.</param>
    /// <returns>The norm before.</returns>
    /// <remarks>A norm that is not finite is returned and changes nothing: the caller decides. Source:
    /// Pascanu et al., ICML 2013, algorithm 1.</remarks>
    public static unsafe float ByNorm(IEnumerable<Tensor> parameters, float max)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        var gradients = parameters.Select(parameter => parameter.Gradient).OfType<Tensor>().ToList();
        double square = 0;
        foreach (var gradient in gradients)
            square += Reduction.SquaredNorm(gradient.Pointer, gradient.Count);
        float norm = (float)Math.Sqrt(square);
        if (float.IsFinite(norm) && norm > max)
        {
            foreach (var gradient in gradients)
                Elementwise.Scale(max / norm, gradient.Pointer, gradient.Pointer, gradient.Count);
        }
        return norm;
    }
}
