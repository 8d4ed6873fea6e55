using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Trains a cheaper network in each network's place, on less data and for fewer epochs, and says
/// what the network itself would have reached.</summary>
/// <remarks>Cheap scores are too low, and not by the same amount for all: <see cref="BiasCorrection"/> maps
/// them to full ones, fitted on a few networks that were judged both ways. A monotone map changes no ranking;
/// how far the rankings agree is measured, not assumed. Its nearest neighbour: <see
/// cref="TrainedEvaluator"/>, the full training. Source: Elsken, Metzen and Hutter, "Neural architecture
/// search: a survey", JMLR 2019, §4; Zela et al., "Towards automated deep learning", 2018, on how little low
/// fidelities may say.</remarks>
public sealed class LowFidelityEvaluator : IEvaluator<Score>
{
    private readonly TrainedEvaluator _inner;

    /// <summary>An evaluator on a data set.</summary>
    /// <param name="train">What weights are trained on, before some of it is taken.</param>
    /// <param name="validation">What accuracy is measured on.</param>
    /// <param name="fidelity">How much less.</param>
    /// <param name="rng">Draws the training samples.</param>
    /// <param name="recipe">How networks are trained; null for what suits the data.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public LowFidelityEvaluator(
        Dataset train, Dataset validation, LowFidelity fidelity, Rng rng, TrainingRecipe? recipe = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fidelity.Shrink, nameof(fidelity));
        if (fidelity.Epochs < 1 || fidelity.Samples < 1 || !(fidelity.Width is > 0 and <= 1))
        {
            throw new ArgumentException("Low fidelity: epochs and samples must be at least 1 and the width "
                + $"above 0 and at most 1, but they are: {fidelity}.", nameof(fidelity));
        }
        if (fidelity.Shrink > 1 && !train.IsImages)
        {
            throw new ArgumentException($"Low fidelity: only images can be shrunk, but the samples of "
                + $"{train.Name} are {train.SampleShape}. Take fewer samples or epochs.", nameof(fidelity));
        }
        Settings = fidelity;
        var samples = StratifiedSample.Take(train, fidelity.Samples ?? train.Count, rng);
        _inner = new TrainedEvaluator(samples, validation, recipe);
    }

    /// <summary>How much less.</summary>
    public LowFidelity Settings { get; }

    /// <summary>What is made of a cheap score; null for nothing.</summary>
    public BiasCorrection? Correction { get; init; }

    /// <inheritdoc/>
    public string Provenance => $"{_inner.Provenance}, low fidelity: {Settings}"
        + (Correction is null ? "" : $", corrected by {Correction}");

    /// <inheritdoc/>
    public string Fidelity(Budget budget) => $"low-{Settings.Epochs ?? budget.Epochs} ({Settings})";

    /// <inheritdoc/>
    public async Task<Score> EvaluateAsync(
        ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken)
    {
        var epochs = new Budget(Settings.Epochs ?? budget.Epochs);
        var score = await _inner.EvaluateAsync(Settings.Of(graph), epochs, rng, cancellationToken)
            .ConfigureAwait(false);
        return Correction is { } correction ? new(correction.Apply(score.Value)) : score;
    }

    /// <summary>FLOPs of training a network here, forward and backward, as a share of those of the full
    /// training.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="epochs">Of the full training.</param>
    /// <param name="samples">Of the full training.</param>
    public double CostShare(ArchitectureGraph graph, int epochs, int samples) =>
        (double)Settings.Of(graph).Flops / graph.Flops * (Settings.Epochs ?? epochs) / epochs
            * Math.Min(Settings.Samples ?? samples, samples) / samples;
}
