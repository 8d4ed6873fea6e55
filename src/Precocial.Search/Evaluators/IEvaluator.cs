using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Judges networks: a weight source, a task and a budget. Never sees a genotype.</summary>
/// <typeparam name="TFeedback">What it says of a network.</typeparam>
public interface IEvaluator<TFeedback>
{
    /// <summary>How a judgement is obtained, in words for a table: "trained 5 epochs", "recorded
    /// table".</summary>
    string Provenance { get; }

    /// <summary>How closely networks are judged with a budget: part of a result's key, so that a score after
    /// 2 epochs is never taken for one after 20.</summary>
    string Fidelity(Budget budget) => $"epochs-{budget.Epochs}";

    /// <summary>Whether <see cref="PrepareAsync"/> changes how networks are judged. A study then tells every
    /// result before it asks for a round, and judges a network again when a later round proposes it
    /// again.</summary>
    bool PreparesRounds => false;

    /// <summary>Trains shared weights, where there are some: called once a round, before its networks are
    /// judged, if <see cref="PreparesRounds"/>.</summary>
    Task PrepareAsync(
        IEnumerable<ArchitectureGraph> proposals, Rng rng, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Everything that <see cref="PrepareAsync"/> changes, so that a study can go on after a crash
    /// without preparing its rounds again; null when it cannot be saved, and they are prepared
    /// again.</summary>
    byte[]? Save() => null;

    /// <summary>Goes back to what <see cref="Save"/> gave, in this or another process.</summary>
    /// <exception cref="FormatException">It is damaged, or of another evaluator.</exception>
    void Restore(ReadOnlySpan<byte> state) =>
        throw new InvalidOperationException($"{GetType().Name} saves no state, so there is none to restore.");

    /// <summary>Judges one network. Called from several threads at once.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="budget">How much may be spent on it.</param>
    /// <param name="rng">The candidate's own stream: depends on the study's seed and the network
    /// alone.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task<TFeedback> EvaluateAsync(ArchitectureGraph graph, Budget budget, Rng rng,
        CancellationToken cancellationToken);
}
