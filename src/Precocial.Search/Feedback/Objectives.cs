using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>Feedback that is several numbers; larger is better in each (a cost is negated).</summary>
/// <param name="Values">One number for each objective, in the evaluator's order.</param>
/// <param name="Violation">By how much limits are broken: 0 when none is. Any network without violation dominates any
/// with; among those with, the smaller one dominates (constraint domination, Deb 2002).</param>
public readonly record struct Objectives(ImmutableArray<double> Values, double Violation = 0);
