using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>SMASH: a hypernetwork makes weights for any wiring of memory banks; random wirings are judged
/// with them, and the best is changed step by step.</summary>
/// <remarks>
/// <list type="number">
/// <item>Train the hypernetwork and the shared weights together, a random wiring for each part of a batch
/// (algorithm 1): <see cref="SmashWeights"/>, <see cref="SupernetTraining"/>.</item>
/// <item>Judge random wirings, then changes of the best, 5 to 1 (§4.1):
/// <see cref="PerturbedSearch{TGenotype,TFeedback}"/>.</item>
/// <item>Hand over the best, to be trained from scratch.</item>
/// </list>
/// Departures: see <see cref="MemoryBankSpace"/> and <see cref="SmashWeights"/>; SGD with momentum instead
/// of Adam.
/// </remarks>
public sealed class SmashMethod() : Method(new(
    Name: "smash",
    Space: "memory banks",
    Strategy: "random search, then changes of the best",
    Evaluator: "weights of a hypernetwork, trained once on random wirings",
    Source: "Brock et al., SMASH: one-shot model architecture search through hypernetworks, ICLR 2018"))
{
    // 500 random networks and 100 changes of the best.
    private const double RandomShare = 5.0 / 6;

    /// <inheritdoc/>
    public override async Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken)
    {
        var space = new MemoryBankSpace(context.Geometry);
        using var workers = new WorkerPool(context.Threads);
        using var training = new SupernetTraining(new SmashWeights(space, context.Seed), context.Train,
            SharedWeightsSearch.SettingsFor(context), context.Seed, workers);
        SharedWeightsSearch.Train(
            training, rng => SharedWeightsSearch.Draw(space, context, rng), context, Name, cancellationToken);
        int candidates = SharedWeightsSearch.Candidates(context);
        return await SharedWeightsSearch.JudgeAsync(space,
            new PerturbedSearch<MemoryBankGenotype, Score>(
                space, Ranking.ByScore, random: (int)(RandomShare * candidates)),
            new SharedWeightsEvaluator(training, context.Validation), context, candidates, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(
            new MemoryBankSpace(context.Geometry), context, trainingFlops, cancellationToken);
}
