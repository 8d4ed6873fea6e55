using Precocial.Tensors;

namespace Precocial.Search;

/// <summary><see cref="KernelRidge"/> as a predictor: a smooth function with the uncertainty of a Gaussian
/// process. The cheap one: a fit of 100 rows takes some 10 ms, and nothing is random in it.</summary>
/// <remarks>Its nearest neighbours: <see cref="MlpEnsemble"/>, which the authors of BANANAS use, and
/// <see cref="SupportVectorPredictor"/>.</remarks>
public sealed class KernelRidgePredictor : IPredictor
{
    /// <inheritdoc/>
    public string Description => "kernel ridge regression";

    /// <inheritdoc/>
    public int FewestRows => 10;

    /// <inheritdoc/>
    public IFittedPredictor Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> targets, Rng rng) =>
        new Fitted(KernelRidge.Fit(features, targets));

    private sealed class Fitted(KernelRidge fit) : IFittedPredictor
    {
        public ScoreEstimate Predict(double[] features) => fit.PredictWithSd(features);
    }
}
