using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Two losses of the same weights w and architecture α: one that w is trained on, one that α is
/// judged by.</summary>
/// <remarks>What <see cref="UnrolledGradient"/> and <see cref="DominantEigenvalue"/> need of a relaxed
/// network; a quadratic in their tests.</remarks>
internal interface IBilevelLoss
{
    /// <summary>w: changed in place; each pass reads it anew.</summary>
    IReadOnlyList<Tensor> Weights { get; }

    /// <summary>α, row after row: changed in place; each pass reads it anew.</summary>
    float[] Alpha { get; }

    /// <summary>Leaves ∇w L_train in each weight's <see cref="Tensor.Gradient"/>.</summary>
    void TrainingWeightGradient();

    /// <summary>∇α L_train.</summary>
    double[] TrainingAlphaGradient();

    /// <summary>∇α L_val; leaves ∇w L_val in each weight's <see cref="Tensor.Gradient"/>.</summary>
    double[] ValidationGradient();

    /// <summary>∇α L_val alone.</summary>
    double[] ValidationAlphaGradient();
}
