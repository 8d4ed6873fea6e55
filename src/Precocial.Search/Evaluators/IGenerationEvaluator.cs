using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Judges a whole generation under the same conditions: the same start states or the same batch for
/// everybody, others for the next generation.</summary>
/// <remarks>For networks that are judged in well under a millisecond, so that a record of each would cost
/// more than the judgement. Its nearest neighbour: <see cref="IEvaluator{TFeedback}.EvaluateAsync"/>, one
/// network with a stream of its own.</remarks>
/// <typeparam name="TFeedback">What it says of a network.</typeparam>
public interface IGenerationEvaluator<TFeedback> : IEvaluator<TFeedback>
{
    /// <summary>Judges networks.</summary>
    /// <param name="graphs">The generation.</param>
    /// <param name="rng">The generation's stream: what all share is drawn from it.</param>
    /// <param name="workers">Threads; results do not depend on how many.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One judgement for each graph, in order.</returns>
    IReadOnlyList<TFeedback> EvaluateGeneration(
        IReadOnlyList<ArchitectureGraph> graphs, Rng rng, WorkerPool workers, CancellationToken cancellationToken);
}
