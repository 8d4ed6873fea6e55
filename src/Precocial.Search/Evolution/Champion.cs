namespace Precocial.Search;

/// <summary>The best network so far.</summary>
/// <param name="Genotype">The network.</param>
/// <param name="Feedback">What the evaluator said of it when it was found.</param>
/// <param name="Merit">Its merit: re-tested where <see cref="ChampionSettings"/> say so.</param>
/// <param name="Generation">When it was found.</param>
public sealed record Champion<TGenotype, TFeedback>(
    TGenotype Genotype, TFeedback Feedback, double Merit, int Generation)
    where TGenotype : notnull;
