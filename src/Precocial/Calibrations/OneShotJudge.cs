using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Weights that all networks of a space share, trained on uniform draws before the first network is
/// judged; batch norm is recalibrated for each.</summary>
/// <remarks>A <see cref="Calibration"/> prepares it once and keeps its state. Source: Guo et al., ECCV 2020,
/// §3 (SPOS).
/// </remarks>
internal sealed class OneShotJudge<TGenotype>(
    ISearchSpace<TGenotype> space, Limits limits, SharedWeightsEvaluator inner) : IEvaluator<Score>
    where TGenotype : notnull
{
    public string Provenance => inner.Provenance;

    public bool PreparesRounds => true;

    public string Fidelity(Budget budget) => inner.Fidelity(budget);

    public Task PrepareAsync(
        IEnumerable<ArchitectureGraph> proposals, Rng rng, CancellationToken cancellationToken)
    {
        SupernetTraining training = inner.Training;
        try
        {
            while (training.Step < training.Settings.Steps)
            {
                cancellationToken.ThrowIfCancellationRequested();
                training.Run(stream => SharedWeightsSearch.Draw(space, limits, stream));
            }
        }
        catch (DivergenceException e)
        {
            throw new SearchException($"The shared weights cannot be compared: {e.Message}", e);
        }
        return Task.CompletedTask;
    }

    public byte[]? Save() => inner.Training.Save();

    public void Restore(ReadOnlySpan<byte> state) => inner.Training.Restore(state);

    public Task<Score> EvaluateAsync(
        ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken) =>
        inner.EvaluateAsync(graph, budget, rng, cancellationToken);
}
