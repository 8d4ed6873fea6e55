using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Learns from networks that were judged what others would score.</summary>
/// <remarks>A recipe: <see cref="Fit"/> changes nothing in it and may run on several threads.
/// Implementations: <see cref="MlpEnsemble"/> (as BANANAS), <see cref="LstmEnsemble"/> (as PNAS, for
/// sequences of decisions), <see cref="KernelRidgePredictor"/> (cheap), and
/// <see cref="SupportVectorPredictor"/> (as Baker et al., for learning curves).</remarks>
public interface IPredictor
{
    /// <summary>The predictor and its settings on one line.</summary>
    string Description { get; }

    /// <summary>The fewest rows that can be fitted.</summary>
    int FewestRows => 2;

    /// <summary>Fits.</summary>
    /// <param name="features">Rows of one length, finite; at least <see cref="FewestRows"/>.</param>
    /// <param name="targets">One for each row; any scale.</param>
    /// <param name="rng">For what is random in the fit.</param>
    IFittedPredictor Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> targets, Rng rng);
}

/// <summary>What an <see cref="IPredictor"/> learned. Thread-safe.</summary>
public interface IFittedPredictor
{
    /// <summary>What is expected at a point, and how uncertain that is.</summary>
    ScoreEstimate Predict(double[] features);

    /// <summary>The same for many points, which some predictors do much faster together.</summary>
    IReadOnlyList<ScoreEstimate> PredictAll(IReadOnlyList<double[]> features) =>
        [.. features.Select(Predict)];
}

/// <summary>A forecast, in the targets' unit.</summary>
/// <param name="Mean">What is expected.</param>
/// <param name="Sd">Its standard deviation, at least 0; 0 from predictors that do not know it.</param>
public readonly record struct ScoreEstimate(double Mean, double Sd);
