using Precocial.Architectures;
using Precocial.Search;

namespace Precocial;

/// <summary>What a <see cref="Method"/> found.</summary>
public sealed record MethodOutcome
{
    /// <summary>The few best networks, to be handed over, the best first; at least one.</summary>
    public required IReadOnlyList<SearchLeader> Leaders { get; init; }

    /// <summary>Every network judged.</summary>
    public required SearchTrace Trace { get; init; }

    /// <summary>Floating-point operations of all training while searching: forward, and twice that
    /// backward.</summary>
    public required double TrainingFlops { get; init; }

    /// <summary>What a user should know of how it went, one line each: a relaxation that collapsed.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The same for networks whose scores were not of a training of their own: the second look alone
    /// decides.</summary>
    public MethodOutcome WithoutAccuracies() =>
        this with { Leaders = [.. Leaders.Select(leader => leader with { Accuracy = null })] };

    /// <summary>The outcome of a study whose networks were judged one by one.</summary>
    /// <param name="result">What the study found.</param>
    /// <param name="space">Its space.</param>
    /// <param name="name">What the strategy is called.</param>
    /// <param name="how">How each accuracy was obtained, in words.</param>
    /// <param name="trainingFlops">What training cost, in all.</param>
    /// <param name="comparable">Whether accuracies are those of networks trained alone, so that a second look may be
    /// averaged with them.</param>
    public static MethodOutcome Of<TGenotype>(
        StudyResult<TGenotype, Score> result, ISearchSpace<TGenotype> space, string name, string how,
        double trainingFlops, bool comparable)
        where TGenotype : notnull
    {
        var points = new List<SearchPoint>();
        double best = 0;
        foreach (Trial<TGenotype, Score> trial in result.Trials.Where(t => t.Status != TrialStatus.Infeasible))
        {
            bool succeeded = trial.Status == TrialStatus.Done;
            double accuracy = succeeded ? trial.Feedback.Value : 0;
            best = Math.Max(best, accuracy);
            ArchitectureGraph graph = space.Decode(trial.Genotype);
            points.Add(new SearchPoint(accuracy, best, graph.Parameters, graph.Flops, succeeded));
        }
        return new MethodOutcome
        {
            Leaders = LeadersOf(result, space, comparable),
            Trace = new SearchTrace(name, how, points,
                result.Trials.Count(t => t.Status == TrialStatus.Infeasible), result.ReproducibilityHash),
            TrainingFlops = trainingFlops,
        };
    }

    private static List<SearchLeader> LeadersOf<TGenotype>(
        StudyResult<TGenotype, Score> result, ISearchSpace<TGenotype> space, bool comparable)
        where TGenotype : notnull =>
    [
        .. result.Trials.Where(t => t.Status == TrialStatus.Done)
            .OrderByDescending(t => t.Feedback.Value).ThenBy(t => t.Sequence)
            .DistinctBy(t => t.Key).Take(Promotion.Finalists)
            .Select(t => new SearchLeader(space.Conclude(t.Genotype), comparable ? t.Feedback.Value : null)),
    ];
}

/// <summary>One of a search's best networks.</summary>
/// <param name="Graph">The network.</param>
/// <param name="Accuracy">Its validation accuracy in the search; null when that was not of a training of its own,
/// and says nothing beside one.</param>
public readonly record struct SearchLeader(ArchitectureGraph Graph, double? Accuracy);
