using Precocial.Architectures;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

/// <summary>Toy studies at several budgets.</summary>
internal static class StagedStudies
{
    /// <summary>Runs a strategy on the toy space; a score is the number of parameters and, weighing less, the
    /// epochs.</summary>
    public static Task<StudyResult<Staged<ToyGenotype>, Score>> RunAsync(
        ISearchStrategy<Staged<ToyGenotype>, Score> strategy, int evaluations, int window = 1, int workers = 1,
        ulong seed = 1) =>
        (Study.Over(new StagedSpace<ToyGenotype>(new ToySpace())).Using(strategy).JudgedBy(new Parameters()) with
        {
            Window = window,
            Workers = workers,
        }).RunAsync(seed, evaluations: evaluations);

    /// <summary>How many trials there are with each number of epochs.</summary>
    public static SortedDictionary<int, int> Counts(IEnumerable<Trial<Staged<ToyGenotype>, Score>> trials) =>
        new(trials.CountBy(trial => trial.Genotype.Epochs).ToDictionary());

    private sealed class Parameters : IEvaluator<Score>
    {
        public string Provenance => "parameters and epochs";

        public Task<Score> EvaluateAsync(
            ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken) =>
            Task.FromResult(new Score(graph.Parameters + 0.001 * budget.Epochs));
    }
}
