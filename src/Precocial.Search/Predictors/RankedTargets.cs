using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>A predictor of places instead of scores: the targets become the quantiles of a normal
/// distribution, in their order.</summary>
/// <remarks>A few networks that learn nothing score so far below the rest that a fit by squares sees little
/// else; among places they are as far away as any others. Forecasts are in those quantiles' unit, not in the
/// targets'. Source of the transform: van der Waerden's scores, 1952.</remarks>
/// <param name="Inner">What is fitted to the places.</param>
public sealed record RankedTargets(IPredictor Inner) : IPredictor
{
    /// <inheritdoc/>
    public string Description => $"{Inner.Description} of places";

    /// <inheritdoc/>
    public int FewestRows => Inner.FewestRows;

    /// <inheritdoc/>
    public IFittedPredictor Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> targets, Rng rng)
    {
        int[] order = [.. Enumerable.Range(0, targets.Count).OrderBy(i => targets[i])];
        var places = new double[order.Length];
        for (int place = 0; place < order.Length; place++)
            places[order[place]] = Normal.Quantile((place + 0.5) / order.Length);
        return Inner.Fit(features, places, rng);
    }
}
