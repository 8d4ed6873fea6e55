namespace Precocial.Search;

/// <summary>How far a search by generations is: told after each of them.</summary>
/// <param name="Row">The generation in numbers.</param>
/// <param name="Best">The generation's best.</param>
/// <param name="BestFeedback">What the evaluator said of it.</param>
/// <param name="Champion">The best so far, as far as re-tests confirm it.</param>
/// <param name="ChampionFeedback">What the evaluator said of it when it was found.</param>
/// <param name="Elapsed">Since this run began, work before a snapshot not included.</param>
public sealed record GenerationReport<TGenotype, TFeedback>(
    GenerationRow Row, TGenotype Best, TFeedback BestFeedback, TGenotype Champion, TFeedback ChampionFeedback,
    TimeSpan Elapsed)
    where TGenotype : notnull;
