using Precocial.Search;

namespace Precocial;

/// <summary>Who is compared with stand-alone training.</summary>
/// <param name="Name">What the report calls it; another name is another judge, with draws of its own.</param>
/// <param name="Evaluator">Judges networks.</param>
/// <param name="Budget">How much it may spend on each.</param>
public sealed record CalibrationJudge(string Name, IEvaluator<Score> Evaluator, Budget Budget = default);
